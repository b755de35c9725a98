"""A finalizer may come when its run is over: it is ended with it, and nobody hears of that."""

from __future__ import annotations

import gc
import sys

import pytest

from threadlab.explorer import explore

PROGRAM = """
from queue import Queue
from threading import Condition, Event, Lock, RLock, Semaphore, Thread

lock, again, bell, full = Lock(), RLock(), Event(), Condition()
room, queue, ever, count, said = Semaphore(), Queue(), Lock(), 0, []

class Held:
    def __del__(self):
        global count
        {does}

{kept}

def hold():
    held = Held()
    ever.acquire()

def main():
    ever.acquire()
    Thread(target=hold, daemon={daemon}).start()
    {ends}
"""
DOES = (
    "with lock: pass", "with again: pass", "with full: full.notify_all()", "with room: pass",
    "lock.acquire()", "lock.release()", "again.release()", "full.notify()", "room.release()",
    "bell.set()", "bell.wait()", "bell.wait(1)", "queue.put(1)", "queue.get()", "Queue().join()",
    "count += 1", "said.append(1)", "print(1)", "Thread(target=print).start()", "1 / 0",
)  # fmt: skip
ENDS = {"deadlock": ("False", "bell.wait()"), "assertion": ("True", "assert False")}


@pytest.mark.parametrize("kept", ["", "kept = Held()"], ids=["unwound", "left"])
@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("does", DOES)
def test_finalizer_after_a_run_neither_goes_on_for_ever_nor_is_heard_of(
    does: str, kind: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: heard.append(repr(told.exc_value)))
    daemon, ends = ENDS[kind]
    verdict = explore(PROGRAM.format(does=does, kept=kept, daemon=daemon, ends=ends))
    gc.collect()
    assert verdict.kind == kind
    if kept and does == "queue.get()":  # it waits in a loop, for ever, and has to be cut off
        return
    # What is left is let go of by and by: only what goes wrong in Python, too, is told then.
    assert not [what for what in heard if "GreenletExit" in what or "NoneType" in what]
