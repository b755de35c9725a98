"""Objects of C code that nobody knows change when their methods are called, on every Python."""

from __future__ import annotations

import builtins
import io

import pytest

from threadlab.explorer import explore
from threadlab.explorer.objects.kinds import is_c_class

SHARED = """
import collections, functools, io, threading
lock = threading.Lock()
{definition}
shared = {made}
def work():
    {guard}
        if not {look}: {change}
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert {whole}
"""
TEXT = ("shared.getvalue()", "shared.write('x')", "shared.getvalue() == 'x'")
BYTES = ("shared.getvalue()", "shared.write(b'x')", "shared.getvalue() == b'x'")
ITEMS = ("shared", "shared.append(1)", "len(shared) == 1")
# {what it is: (its class, how it is made, a look, a change, what holds after one change)}
OBJECTS = {
    "a buffer of text": ("", "io.StringIO()", *TEXT),
    "a buffer of bytes": ("", "io.BytesIO()", *BYTES),
    "an own buffer": ("class Mine(io.StringIO): pass", "Mine()", *TEXT),
    "an own buffer with slots": ("class Mine(io.BytesIO): __slots__ = ()", "Mine()", *BYTES),
    "a buffer behind another base": (
        "class Mixed: pass\nclass Mine(Mixed, io.StringIO): pass", "Mine()", *TEXT,
    ),
    "an own method that writes": (
        "class Mine(io.StringIO):\n    def put(self): self.write('x')", "Mine()",
        TEXT[0], "shared.put()", TEXT[2],
    ),
    "an own list": ("class Mine(list): pass", "Mine()", *ITEMS),
    "an own deque": ("class Mine(collections.deque): pass", "Mine()", *ITEMS),
    "an own UserList": ("class Mine(collections.UserList): pass", "Mine()", *ITEMS),
}  # fmt: skip


def program(what: str, guard: str) -> str:
    definition, made, look, change, whole = OBJECTS[what]
    return SHARED.format(
        definition=definition, made=made, look=look, change=change, whole=whole, guard=guard
    )


@pytest.mark.parametrize("what", OBJECTS)
def test_a_race_about_it_is_found_and_under_a_lock_there_is_none(what):
    assert explore(program(what, "if True:")).kind == "assertion"
    assert explore(program(what, "with lock:")).status == "proved"


def test_classes_of_c_are_told_from_those_of_python():
    found = [value for name, value in vars(builtins).items() if name[0] != "_"]
    classes = [cls for cls in found if isinstance(cls, type)]
    builtin = [cls for cls in classes if not issubclass(cls, BaseException)]
    assert len(builtin) > 20
    assert all(is_c_class(cls) for cls in [*builtin, io.StringIO, io.BytesIO, io.TextIOWrapper])
    for base in (object, io.StringIO, list, dict):
        for parts in ({}, {"__slots__": ()}, {"append": list.append, "write": io.StringIO.write}):
            assert not is_c_class(type("Mine", (base,), dict(parts)))


def test_a_partial_with_a_call_of_its_own_is_called_by_that():
    text = """
import functools
class Quiet(functools.partial):
    def __call__(self): return "quiet"
def main():
    assert Quiet(int, "no number")() == "quiet"
    assert functools.partial(int, "7")() == 7
"""
    assert explore(text).status == "proved"
