"""Whoever tells of a run asks the program's own classes nothing: their code is not the teller's."""

from __future__ import annotations

import pytest

from threadlab import explore

PROGRAM = """
import threading
from collections import OrderedDict, deque
class Touchy({base}):
    def refuse(self, *_):
        raise LookupError("Nobody asked for this.")
left = 1
def main():
    global left
    things = Touchy()
    def take():
        global left
        if left: left -= 1; sold.append(things)
    sold = []
    for name in ("__len__", "__iter__", "items", "keys", "values", "__repr__", "__str__",
                 "__eq__", "__bool__", "__contains__", "__getitem__", "__format__"):
        setattr(Touchy, name, Touchy.refuse)
    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert len(sold) == 1, "A seat was sold twice."
"""


@pytest.mark.parametrize(
    "base", ["object", "dict", "list", "tuple", "set", "str", "OrderedDict", "deque", "Exception"]
)
def test_who_tells_of_a_run_calls_nothing_of_the_program(base):
    verdict = explore(PROGRAM.format(base=base))
    assert verdict.kind == "assertion", verdict
    assert "A seat was sold twice." in str(verdict)
    assert verdict.lanes() is not None


HELD = """
import threading
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from types import MappingProxyType, SimpleNamespace
Pair = namedtuple("Pair", "left right")
left = 1
class Own:
    def __repr__(self): lock.acquire(); lock.release(); return "own"
lock = threading.Lock()
def main():
    global left
    held = {held}
    def take():
        global left
        things = [held]
        things.append(held)
        for thing in things: pass
        if left: left -= 1; sold.append(things.pop())
    sold = []
    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert len(sold) == 1, "A seat was sold twice."
"""


@pytest.mark.parametrize(
    "held",
    [
        "{0}", "[{0}]", "({0},)", "{{1: {0}}}", "defaultdict(list, {{1: {0}}})", "deque([{0}])",
        "OrderedDict(a={0})", "Counter(a={0})", "Pair(1, {0})", "SimpleNamespace(a={0})",
        "MappingProxyType({{1: {0}}})", "ValueError({0})", "KeyError([{0}])", "iter([{0}])",
        "{{1: {0}}}.values()", "(lambda: {0})", "[{0}].append", "slice({0})",
    ],
)  # fmt: skip
@pytest.mark.parametrize("thing", ["Own()", "threading.Lock()", "threading.Event()"])
def test_what_a_value_holds_is_not_asked_for_its_text(held, thing):
    """A lock that says whether it is held is looked at: the run that is told would be another."""
    verdict = explore(HELD.replace("{held}", held.format(thing)))
    assert verdict.kind == "assertion", verdict
