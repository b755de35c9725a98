"""Right answers to a check that are odd, and use what attacks use: all marks, and nobody is asked."""

from __future__ import annotations

import pytest

from support.carriers import CHECK
from support.judged import judged
from support.sandbox import needs_sandbox

OFFICE = """
{top}
from threading import Lock
class Office{bases}:
    {inside}
    def __init__(self, seats):
        self.left, self.sold, self.lock = seats, [], Lock()
    def buy(self):
        with self.lock:
            {before}
            left = self.left
            if left > 0:
                self.left = left - 1
                self.sold.append(left)
"""
ODD = {
    "an error with a cause": {
        "top": "class Empty(Exception): pass",
        "before": "try:\n                try:\n                    {}[self.left]\n                except KeyError as e:\n                    raise Empty from e\n            except Empty as error:\n                self.why = error.__cause__",
    },
    "an error that is kept and raised again": {
        "before": "self.error = ValueError('x')\n            try:\n                raise self.error\n            except ValueError as error:\n                self.told = str(error)",
    },
    "one error for all": {
        "top": "NONE = LookupError('none')",
        "before": "try:\n                if self.left < 0:\n                    raise NONE\n            except LookupError:\n                pass",
    },
    "a text of an error": {
        "top": "import traceback",
        "before": "try:\n                1 / 0\n            except ZeroDivisionError:\n                self.text = traceback.format_exc()",
    },
    "a flag": {
        "top": "import enum\nclass State(enum.Flag):\n    OPEN = 1\n    PAID = 2",
        "before": "self.state = State.OPEN | State.PAID\n            assert State(3) == self.state",
    },
    "an enumeration that is looked up": {
        "top": "import enum\nclass State(enum.Enum):\n    OPEN = 'open'\n    @classmethod\n    def _missing_(cls, value):\n        return cls.OPEN",
        "before": "assert State('Open') in State and 'open' in State._value2member_map_",
    },
    "marks of typing": {
        "top": "from typing import final, overload, no_type_check\n@final\nclass Seat: pass",
        "inside": "@overload\n    def f(self, x: int) -> int: ...\n    @overload\n    def f(self, x: str) -> str: ...\n    @no_type_check\n    def f(self, x): return x",
    },
    "an abstract class": {
        "top": "from abc import ABC, abstractmethod\nclass Shop(ABC):\n    @abstractmethod\n    def buy(self): ...",
        "bases": "(Shop)",
        "before": "assert isinstance(self, Shop)",
    },
    "a protocol": {
        "top": "from typing import Protocol, runtime_checkable\n@runtime_checkable\nclass Shop(Protocol):\n    def buy(self): ...",
        "before": "assert isinstance(self, Shop)",
    },
    "a class that is ordered": {
        "top": "from functools import total_ordering\n@total_ordering\nclass Seat:\n    def __init__(self, n): self.n = n\n    def __eq__(self, o): return self.n == o.n\n    def __lt__(self, o): return self.n < o.n",
        "before": "assert Seat(2) >= Seat(1)",
    },
    "a generic class": {
        "top": "from typing import Generic, TypeVar\nT = TypeVar('T')", "bases": "(Generic[T])",
        "before": "assert list[int] and Office[int]",
    },
    "a record": {
        "top": "from dataclasses import dataclass, field, replace\n@dataclass(frozen=True, order=True)\nclass Seat:\n    n: int\n    notes: list = field(default_factory=list, compare=False)",
        "before": "assert replace(Seat(1), n=2) > Seat(1)",
    },
    "a pattern that is compiled where it is used": {
        "top": "import re", "before": "assert re.compile('[0-9]+').match(str(self.left))",
    },
    "a log of its own": {
        "top": "import logging", "before": "logging.getLogger('office').debug('left %d', self.left)",
    },
    "a helper that locks": {
        "top": "from contextlib import contextmanager\n@contextmanager\ndef noted(seen):\n    seen.append(1)\n    yield seen\n    seen.pop()",
        "before": "with noted([]) as seen:\n                assert seen == [1]",
    },
    "a lock by its name": {
        "top": "from functools import wraps\ndef quiet(name):\n    def made(f):\n        @wraps(f)\n        def g(self, *a):\n            getattr(self, name)\n            return f(self, *a)\n        return g\n    return made\nif __name__ == '__main__':\n    print('ready')",
        "inside": "@quiet('lock')\n    def rest(self): return self.left",
        "before": "self.rest()",
    },
    "a property": {
        "inside": "@property\n    def free(self): return self.left", "before": "assert self.free >= 0",
    },
    "a docstring with tests": {
        "inside": "'''Sells.\n\n    >>> Office(1).left\n    1\n    '''",
    },
    "a generator": {
        "inside": "def seats(self):\n        yield from range(self.left)",
        "before": "assert len(list(self.seats())) == self.left",
    },
    "a generator that is asked how far it is": {
        "top": "import inspect",
        "before": "g = (n for n in range(self.left))\n            assert inspect.getgeneratorstate(g) == inspect.GEN_CREATED",
    },
    "a decorator that names what it makes": {
        "top": "import inspect\ndef checked(f):\n    names = list(inspect.signature(f).parameters)\n    def g(*a):\n        assert len(a) == len(names)\n        return f(*a)\n    g.__name__, g.__qualname__ = f.__name__, f.__qualname__\n    return g",
        "inside": "@checked\n    def rest(self): return self.left", "before": "self.rest()",
    },
    "a function's own counter": {
        "inside": "def rest(self): pass\n    rest.calls = 0",
        "before": "Office.rest.calls += 1\n            assert self.rest.calls >= 1",
    },
    "a class whose class counts": {
        "top": "class Meta(type):\n    made = 0\n    def __call__(cls, *a):\n        Meta.made += 1\n        return super().__call__(*a)",
        "bases": "(metaclass=Meta)", "before": "assert Office.made >= 1",
    },
    "records as keys": {
        "top": "from dataclasses import dataclass, fields\n@dataclass(frozen=True)\nclass Seat:\n    n: int",
        "before": "assert {Seat(1): 'a', Seat(2): 'b'}[Seat(1)] == 'a' and len(fields(Seat)) == 1",
    },
    "output that is caught": {
        "top": "import contextlib, io, traceback",
        "before": "text = io.StringIO()\n            with contextlib.redirect_stdout(text):\n                print('sold')\n            try:\n                1 / 0\n            except ZeroDivisionError:\n                traceback.print_exc()",
    },
    "methods by their names": {
        "top": "from operator import attrgetter, methodcaller",
        "before": "texts = sorted(['b', 'A'], key=methodcaller('lower'))\n            assert methodcaller('count', 1)([1]) == 1 and texts == ['A', 'b']",
    },
    "data of a module that is looked at": {
        "top": "import calendar, html.entities\nfrom urllib.parse import urljoin, uses_netloc",
        "before": "assert 'http' in uses_netloc and urljoin('http://a/b', 'c') == 'http://a/c'\n            assert calendar.mdays[1] == 31 and html.entities.html5['lt;'] == '<'",
    },
    "a view of bytes": {
        "before": "row = bytearray(2)\n            memoryview(row)[0] = 1\n            assert row[0] == 1",
    },
}  # fmt: skip
PARTS = {"top": "", "bases": "", "inside": "pass", "before": "pass"}


@needs_sandbox
@pytest.mark.parametrize("name", ODD)
def test_an_honest_oddity_has_all_marks_and_no_flag(name):
    answer = OFFICE.format(**PARTS | ODD[name])
    result = judged(f"%%check --runs 100\n{CHECK}", answer, skeleton="pass")
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result["marks"]["test"]


@needs_sandbox
def test_the_same_without_its_lock_has_none():
    answer = OFFICE.format(**PARTS | ODD["a record"]).replace("with self.lock:", "if True:")
    result = judged(f"%%check --runs 100\n{CHECK}", answer, skeleton="pass")
    assert result["marks"]["test"]["score"] == 0 and not result["flags"]


@needs_sandbox
def test_a_helper_that_stands_in_two_cells_is_there_in_both():
    """A decorator, say, that is put before each answer."""
    helper = """
import functools
def told(f):
    @functools.wraps(f)
    def wrapper(*given):
        return f(*given)
    return wrapper
"""
    answer = helper + OFFICE.format(**PARTS).replace("    def buy", "    @told\n    def buy")
    again = f"{helper}@told\ndef other(): pass"
    result = judged(f"%%check --runs 100\n{CHECK}", answer, skeleton="pass", extra=[again])
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result["marks"]["test"]
