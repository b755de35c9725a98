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
