"""A %%check cell in a room of its own: the explorer runs there, and no cell has run before it."""

from __future__ import annotations

import base64
import gc
import linecache
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from time import process_time
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.result import Verdict
from threadlab.explorer.source.cell_program import text_of_cell
from threadlab.explorer.source.rewritten import Prepared, received
from threadlab.explorer.source.text import Text, show
from threadlab.explorer.stage import make_ground
from threadlab.grading.wire.channel import Channel
from threadlab.grading.wire.limits import MOST_EVENTS
from threadlab.homework.checks import check_options, search_check

_OPERATIONS = 3  # for a search, for telling what it has found, and for an operation in between
_MORE_SECONDS = 5  # of work for a process that does not end when it is told to
_MOST_CHARACTERS = 10_000  # of what the failing run has printed


_WARM_CELL = """from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Barrier, Condition, Event, Lock, RLock, Semaphore, Thread
from time import sleep
from threadlab import replay
class Box:
    def __init__(self):
        self.lock, self.items = Lock(), []
    def add(self, item):
        with self.lock:
            self.items.append(item)
            return len(self.items)
"""
_WARM_CHECK = """box = Box()
def work(number):
    if number not in box.items:
        box.add(number)
threads = [Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(box.items) == [0, 1], f"There is {box.items}."
waiting = Queue()
with ThreadPoolExecutor(1) as pool:
    pool.submit(waiting.put, 1)
assert waiting.get() == 1
assert elapsed() == 0
"""


def warm() -> None:
    """Before any room is open, explore a check, and make what the next one will stand on."""
    for cells, body in (([], ""), ([_WARM_CELL], _WARM_CHECK)):
        order = {"cells": cells, "body": body, "line": "", "hidden": False, "seconds": 10}
        explored(order, lambda: False)
    make_ground()


def answer_check(judge: Channel, order: dict[str, Any]) -> None:
    """Explore a check and tell what came of it."""

    def asked() -> bool:
        judge.send({"status": "failed", "work": process_time()})
        return bool(judge.receive()["tell"])

    _bound_work(order["seconds"])
    gc.disable()  # what is left over is collected between runs
    judge.send(explored(order, asked))


def _bound_work(seconds: float) -> None:
    """Have the system end this process when it has worked for longer than any search may.

    A search looks at its time between runs and in loops; one operation can take hours. The first
    process of the room learns by which signal it was ended.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        most = int(process_time() + _OPERATIONS * seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + _MORE_SECONDS))


def explored(order: dict[str, Any], asked: Callable[[], bool]) -> dict[str, Any]:
    """Explore the check `order["body"]` after the cells `order["cells"]`; return the verdict.

    A `order["program"]` that preparing.py has made stands for both. `order["line"]` is what stands
    behind %%check in its first line. If it fails, `asked` is called: whether somebody wants to be
    told how.
    """
    try:
        text, prepared = _text(order)
        options = check_options(order["line"], text.parts[-1].source)
        search = search_check(text, options, min(options.seconds, order["seconds"]), prepared)
        if not search.passed and not asked():
            return {"status": "failed", "work": process_time()}
        return _data_of(search.tell()) | {"work": process_time()}
    except ThreadlabError as error:
        return {
            "status": "failed", "kind": "unsupported", "message": str(error), "schedule": "",
            "work": process_time(),
        }  # fmt: skip


def _text(order: dict[str, Any]) -> tuple[Text, Prepared | None]:
    """The program of a check, prepared or not.

    Of one with hidden lines no traceback finds the text any more.
    """
    prepared = None
    if "program" in order:
        prepared = received(base64.b64decode(order.pop("program")))
        text = prepared.text
        for part in text.parts:
            show(part)
    else:
        cells, body = order.pop("cells"), order.pop("body")
        text = text_of_cell(body, [*cells, f"%%check {order['line']}\n{body}"], exact=True)
    if order["hidden"]:
        file = text.parts[-1].file
        linecache.cache[file] = (1, None, ["\n"], file)
    return text, prepared


def _data_of(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON, as much of it as a student is shown."""
    # of one that has come to no end in its time nothing is known, of others that they have none
    data: dict[str, Any] = {
        "status": verdict.status if verdict.passed or verdict.late else "failed",
        "kind": verdict.kind,
        "schedule": verdict.schedule, "message": verdict.message, "clock": verdict.clock,
        "runs": verdict.runs, "enough": verdict.enough, "unknown": verdict.unknown,
    }  # fmt: skip
    run = verdict.run
    if run is not None:
        data["run"] = {
            "events": [asdict(event) for event in run.events[:MOST_EVENTS]],
            "message": run.message,
            "elapsed": run.elapsed,
            "output": run.output[:_MOST_CHARACTERS],
            "holds": dict(run.holds), "waits": dict(run.waits), "names": dict(run.names),
        }  # fmt: skip
    return data
