"""Attributes that no assignment in the text sets: who looks at them finds them before and after."""

from __future__ import annotations

import contextlib
import io

import pytest

from threadlab import outcomes

PROGRAM = """
import argparse, functools, queue, threading
from dataclasses import dataclass
from types import SimpleNamespace
from unittest import mock

@dataclass(order=True)
class Pair:
    rank: int = 0
class Plain:
    def __init__(self, rank=0):
        self.rank = rank
class Error(Exception):
    def __init__(self, rank):
        super().__init__(rank)
class Empty:
    pass
PARSER = argparse.ArgumentParser()
PARSER.add_argument("--rank", type=int, default=0)
def first(pair):
    line = queue.PriorityQueue()
    for each in (pair, Pair(1)):
        line.put(each)
    return line.get() is pair
def function():
    pass

def main():
    thing = {made}
    def change():
        {change}
    thread = threading.Thread(target=change)
    thread.start()
    print({look})
    thread.join()
"""
SETTERS = {
    "a record that begins again": ("Pair()", "thing.__init__(2)", "thing.rank"),
    "an object that begins again": ("Plain()", "thing.__init__(2)", "thing.rank"),
    "by its class": ("Pair()", "Pair.__init__(thing, 2)", "thing.rank"),
    "by the name of the method": ("Pair()", "getattr(thing, '__init__')(2)", "thing.rank"),
    "a namespace": ("SimpleNamespace(rank=0)", "thing.__init__(rank=2)", "thing.rank"),
    "an error": ("ValueError(0)", "thing.__init__(2)", "thing.args"),
    "an error of one's own": ("Error(0)", "thing.__init__(2)", "thing.args"),
    "an error that is shown": ("KeyError(0)", "thing.__init__(2)", "thing"),
    "what is copied to a wrapper": (
        "functools.wraps(Plain(0))(function)",
        "functools.update_wrapper(thing, Plain(2))",
        "thing.rank",
    ),
    "what a decorator copies": (
        "functools.wraps(Plain(0))(function)", "functools.wraps(Plain(2))(thing)", "thing.rank",
    ),
    "arguments": (
        "PARSER.parse_args([])", "PARSER.parse_args(['--rank', '2'], thing)", "thing.rank",
    ),
    "arguments for an object of one's own": (
        "PARSER.parse_args([], namespace=Empty())",
        "PARSER.parse_args(['--rank', '2'], namespace=thing)",
        "thing.rank",
    ),
    "arguments by a method that is a value": (
        "PARSER.parse_args([], Empty())",
        "parse = PARSER.parse_known_args; parse(['--rank', '2'], thing)",
        "thing.rank",
    ),
    "a patch": ("Plain()", "mock.patch.object(thing, 'rank', 2).start()", "thing.rank"),
    "a record in a queue that orders": ("Pair()", "thing.rank = 2", "first(thing)"),
}  # fmt: skip


@pytest.mark.parametrize("name", SETTERS)
def test_who_looks_at_what_is_set_elsewhere_finds_it_before_and_after(name):
    made, change, look = SETTERS[name]
    found = outcomes(PROGRAM.format(made=made, change=change, look=look))
    assert found.complete
    assert len(found.outputs) == 2


def test_who_parses_into_a_new_namespace_only_has_no_more_points_for_that():
    made = "SimpleNamespace(rank=PARSER.parse_args([]).rank)"
    found = outcomes(PROGRAM.format(made=made, change="thing", look="thing.rank"))
    assert found.complete and found.outputs == ["0\n"]


def test_nobody_knows_what_another_state_of_an_object_of_c_code_changes():
    source = PROGRAM.format(
        made="functools.partial(int, '0')",
        change="thing.__setstate__((int, ('2',), {}, {}))",
        look="thing()",
    )
    found = outcomes(source)
    assert not found.complete and "thing.__setstate__ in line 31" in found.summary


@pytest.mark.parametrize(
    "look",
    [
        "getattr({}, '__dict__', None)", "hasattr({}, '__dict__')", "vars({})", "{}.__dict__",
        "getattr({}, '__dict__')",
    ],
)  # fmt: skip
@pytest.mark.parametrize("thing", ["(5)", "len", "'text'", "Slotted()", "Plain()"])
def test_who_asks_for_a_namespace_gets_what_python_gives(thing, look):
    source = f"""
class Slotted:
    __slots__ = ("x",)
class Plain:
    pass
def main():
    try:
        print({look.format(thing)})
    except (AttributeError, TypeError) as error:
        print(repr(error))
"""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(source + "main()", {"__name__": "program"})
    assert outcomes(source, entry="main").outputs == [printed.getvalue()]
