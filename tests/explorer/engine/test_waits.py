"""What a thread waits for decides what is tried; what a program calls things does not."""

from __future__ import annotations

import pytest

from support.project import PROJECT
from threadlab.explorer import explore

INNOCENT = "Signal"
NAMES = ("Sleep", "Quiet", "Spin", "Guard", "Fiber", "Lock", "Waitable", "Handle")
# Who waits for an event that is set and cleared at once may come before or after that.
PULSE = """
from threading import Event, Thread
class {name}(Event):
    pass
def main():
    e = {name}()
    def pulse():
        e.set()
        e.clear()
    def watch():
        e.wait()
        raise ValueError
    watcher, pulser = Thread(target=watch, daemon=True), Thread(target=pulse)
    watcher.start()
    pulser.start()
    pulser.join()
"""
ATTRIBUTES = ("busy", "owner", "wants", "about", "permits", "before", "internal", "_fiber", "count")
MINE = """
import threading
class Mine(threading.{base}):
    {attribute} = {value}
n = 0
def main():
    thing = Mine()
    def work():
        global n
        {work}
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2
"""
BROKEN = {
    "Event": "thing.set(); thing.wait(); n += 1",
    "Semaphore": "thing.acquire(); thing.release(); n += 1",
    "Thread": "thing.name; n += 1",
}
RIGHT = {"Semaphore": "with thing: n += 1"}


@pytest.mark.parametrize("name", [INNOCENT, *NAMES])
def test_the_name_of_a_class_decides_nothing(name):
    verdict = explore(PULSE.format(name=name))
    assert (verdict.kind, verdict.runs) == ("exception", explore(PULSE.format(name=INNOCENT)).runs)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("base", BROKEN)
@pytest.mark.parametrize("value", ["False", "None", "3", "property(lambda self: 1 / 0)"])
def test_an_attribute_of_an_own_class_decides_nothing(base, attribute, value):
    text = MINE.format(base=base, attribute=attribute, value=value, work=BROKEN[base])
    assert explore(text).kind == "assertion"
    if base in RIGHT:
        text = MINE.format(base=base, attribute=attribute, value=value, work=RIGHT[base])
        assert explore(text).status == "proved"


def test_a_mark_in_the_globals_of_a_program_decides_nothing():
    text = MINE.format(base="Event", attribute="x", value="1", work="n += 1")
    for mark in ("@library", "@modelled", "@program"):
        assert explore(f"globals()[{mark!r}] = 'program'\n{text}", entry="main").kind == "assertion"


def test_as_many_threads_begin_as_a_small_machine_has():
    """Each on a stack of its own: none begins on the stack of the one before."""
    text = MINE.format(base="Event", attribute="x", value="1", work="thing.wait(); n = 2")
    verdict = explore(
        text.replace("range(2)", "range(600)") + "    thing.set()\n", seconds=2, runs=3
    )
    assert verdict.kind == "deadlock", verdict.message


def test_whoever_begins_operations_is_marked_so_that_a_call_has_no_point_besides():
    """Without the mark, a trial primitive had thirty schedules in place of two."""
    for path in sorted((PROJECT / "src/threadlab/explorer/model").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "models.begin()" in text:
            assert 'globals()["@modelled"] = MODELLED' in text, f"{path.name} needs this last line."
