"""A generator of which two threads ask at once: whoever finds it going on gets an error.

Nothing that the threads share need stand in its body: that it goes on at all is what they share.
Whatever takes items from it, in C or in Python, meets that; the ways are not listed by hand, but
found: all that a module has is given a generator, and counts if it has taken an item.
"""

from __future__ import annotations

import builtins
import collections
import functools
import heapq
import importlib
import inspect
import itertools
import math
import operator
import statistics
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from threadlab import explore

NUMBERS = """
import builtins, collections, functools, heapq, itertools, math, operator, statistics, threading
def numbers():
    n = 1
    while n < 4:
        yield n
        n += 1
def own(*values): return values
def through(): yield from g
g = numbers()
"""
ASKING = """
def work():
    try:
        {0}
    except Exception as error:  # there may be none left for the second
        if "executing" in str(error): raise
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""
MODULES = (builtins, itertools, collections, functools, math, heapq, operator, statistics)
# How it is given: the text of the arguments.
GIVEN = ("g", "own, g", "own, g, 0", "g, 2", "1, g", "g, 1", "g, g")
# They do more with what they get, or make another error of the one that they get.
LEFT_TEXT = """
    exec eval compile print input help breakpoint open exit quit copyright credits license
    geometric_mean
"""
LEFT_OUT = frozenset(LEFT_TEXT.split())


def ways() -> Iterator[str]:
    """For all that modules have, a call that takes items from the generator, if there is one."""
    for module in MODULES:
        for name in dir(module):
            if name[0] == "_" or name in LEFT_OUT or inspect.ismodule(getattr(module, name)):
                continue
            calls = [f"{module.__name__}.{name}({given})" for given in GIVEN]
            tried = (way for call in calls for way in (call, f"next({call})"))
            yield from itertools.islice(filter(takes, tried), 1)


def takes(way: str) -> bool:
    """Whether Python itself takes items for that, and all is well."""
    space: dict[str, Any] = {}
    exec(NUMBERS, space)
    with suppress(Exception):
        exec(way, space)
        return inspect.getgeneratorstate(space["g"]) != "GEN_CREATED"
    return False


WRITTEN = [
    "for n in g: pass", "[n for n in g]", "{n: n for n in g}", "next(n for n in g)", "1 in g",
    "5 not in g", "print(*g)", "own(*g)", "[*g]", "{*g}", "(0, *g)", "own(**{'a': next(g)})",
    "rows = []; rows += g", "rows = [0]; rows[:1] = g", "[].extend(g)", "''.join(map(str, g))",
    "g.send(None)", "g.__next__()", "next(through())", "list(through())", "set().update(g)",
    "bytearray().extend(g)", "first, *rest = g", "a, b, c = g", "collections.deque([]).extend(g)",
    "next(iter(g))", "functools.partial(next, g)()", "operator.methodcaller('__next__')(g)",
    "threading.Thread(target=list, args=(g,)).start()",
    "threading.Thread(target=collections.deque, args=(g,)).start()",
    "threading.Timer(0, list, [g]).start()",
]  # fmt: skip
FOUND = list(ways())


def test_the_ways_are_found() -> None:
    assert len(FOUND) > 40
    assert {"builtins.list(g)", "next(itertools.chain(g))", "next(builtins.map(own, g))"} <= {
        *FOUND
    }


@pytest.mark.parametrize("way", [*FOUND, *WRITTEN])
def test_who_finds_a_generator_going_on_gets_an_error(way: str) -> None:
    verdict = explore(NUMBERS + ASKING.format(way), runs=200)
    assert "generator already executing" in verdict.message, verdict


@pytest.mark.parametrize("way", ["next(g)", "list(g)", "[*g]", "1 in g", "next(c)"])
@pytest.mark.parametrize("made", ["numbers()", "(n for n in range(1, 4))"])
def test_under_a_lock_nobody_finds_it_going_on(way: str, made: str) -> None:
    source = NUMBERS + f"lock = threading.Lock()\ng = {made}\nc = itertools.chain(g)\n"
    source += ASKING.format(f"with lock: {way}")
    verdict = explore(source, runs=200)
    assert verdict.status == "proved", verdict


def test_generators_of_one_function_have_nothing_to_do_with_each_other() -> None:
    verdict = explore(NUMBERS + ASKING.format("list(numbers())"))
    assert verdict.status == "proved" and verdict.runs == 1


def test_the_modules_are_those_that_the_program_imports() -> None:
    line = next(line for line in NUMBERS.splitlines() if line.startswith("import "))
    for module in MODULES:
        assert importlib.import_module(module.__name__) is module and module.__name__ in line
