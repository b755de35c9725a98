"""What a program calls its classes and functions decides nothing: only what they are does."""

from __future__ import annotations

import pytest

from threadlab.explorer import explore

PROGRAM = """
import collections, heapq, operator, threading
from dataclasses import dataclass

@dataclass(unsafe_hash=True)
class Record:
    a: int = 0
    b: int = 0

{before}
shared, seen = {shared}, None

def write():
    {write}

def read():
    global seen
    seen = {read}

def main():
    threads = [threading.Thread(target=work) for work in (write, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {claim}
"""
# A way to look between two writes that another name has hidden: each program has a schedule that
# fails. `NAME` is replaced by a name that says nothing, and by one that means something to Python.
CASES = {
    "a text called len": (
        "class NAME(str): pass", "len", "[[0], [0]]", "shared[0][0] = 1; shared[1][0] = 1",
        "NAME(shared)", "seen != '[[1], [0]]'",
    ),
    "a text called next": (
        "class NAME(str): pass", "next", "[[0], [0]]", "shared[0][0] = 1; shared[1][0] = 1",
        "NAME(shared)", "seen != '[[1], [0]]'",
    ),
    "a list that belongs to types": (
        "class Own(collections.UserList): pass\nOwn.__module__ = 'NAME'", "types", "[0, 0]",
        "shared[0] = 1; shared[1] = 1", "Own(shared).data", "seen != [1, 0]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_name_hides_no_look(name: str) -> None:
    before, misleading, shared, write, read, claim = CASES[name]
    for called in ("innocent", misleading):
        text = PROGRAM.format(
            before=before.replace("NAME", called), shared=shared, write=write,
            read=read.replace("NAME", called), claim=claim,
        )  # fmt: skip
        assert explore(text, entry="main").kind == "assertion", (called, text)


# What bare names told wrongly of Python's own.
FOUND = {
    "a pair that changes": (
        "", "[0, 0]", "shared[0] = 1; shared[1] = 1", "dict([shared])", "seen != {1: 0}",
    ),
    "a key that is taken out": (
        "", "Record()", "shared.a = 1; shared.b = 1", "{Record(1, 0): 5}.pop(shared, 0)",
        "seen != 5",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_bare_names_told_wrongly(name: str) -> None:
    before, shared, write, read, claim = FOUND[name]
    text = PROGRAM.format(before=before, shared=shared, write=write, read=read, claim=claim)
    assert explore(text, entry="main").kind == "assertion", text
