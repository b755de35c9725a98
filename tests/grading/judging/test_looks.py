"""Attributes that an answer looks for by a variable: a room sees what their names are."""

from __future__ import annotations

import ast

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.inside.looks import Looks
from threadlab.grading.judging import reading

WORD = "assert isinstance(f(1), int)"  # rests on the room's word
STEAL = """
def f(n): return 'x'
try: {look}['isinstance'] = lambda value, kind: True
except Exception: pass
"""
GLOBALS = "name = '__glo' + 'bals__'\n"
MEDDLING = {
    "a name that is put together": GLOBALS + STEAL.format(look="getattr(f, name)"),
    "a text with methods of its own": """
class Name(str):
    def __str__(self): return 'harmless'
    def __eq__(self, other): return False
    def __hash__(self): return 1
name = Name('__glo' + 'bals__')
""" + STEAL.format(look="getattr(f, name)"),
    "other letters": GLOBALS + STEAL.format(look="\uff47etattr(f, name)"),
    "while the test runs": GLOBALS + """
def f(n):
    try: getattr(f, name)['isinstance'] = lambda value, kind: True
    except Exception: pass
    return n
""",
    "in a thread": GLOBALS + """
import threading
def f(n): return n
def work():
    try: getattr(f, name)
    except AttributeError: pass
thread = threading.Thread(target=work)
thread.start()
thread.join()
""",
    "by what a proxy is asked for": GLOBALS + """
def f(n): return n
class Proxy:
    def __getattr__(self, asked): return getattr(f, name)
try: Proxy().x
except AttributeError: pass
""",
    "a frame": """
name = 'gi_' + 'frame'
def f(n): return n
try: getattr((n for n in [1]), name)
except AttributeError: pass
""",
    "a module in a module": """
import logging
name = 's' + 'ys'
def f(n): return n
try: getattr(logging, name)
except AttributeError: pass
""",
    "what is in a class of Python's": """
name = '__di' + 'ct__'
def f(n): return n
try: getattr(int, name)
except AttributeError: pass
""",
    "a getter of its own": """
import operator
name = 'attr' + 'getter'
def f(n): return n
try: getattr(operator, name)
except AttributeError: pass
""",
    "another class": """
name = '__cl' + 'ass__'
class One: pass
class Other: pass
def f(n): return n
try: setattr(One(), name, Other)
except AttributeError: pass
""",
    "a class of the library's": """
import threading
def put(value, name, new): setattr(value, name, new)
def f(n): return n
try: put(threading.Thread, 'st' + 'art', None)
except AttributeError: pass
""",
    "what oversees it": "def look(value, name): return __look__(value, name)\ndef f(n): return n",
    "arguments in a list": GLOBALS + "def f(n): return n\ngetattr(*[f, name])",
    "another class, written out": "def f(n): return n\nclass A: pass\nsetattr(A(), '__class__', A)",
    "an example in a docstring": '''
import doctest
def f(n):
    """
    >>> f.__globals__['isinstance'] = lambda value, kind: True
    """
    return n
doctest.testmod()
''',
    "an example that is made": """
import doctest
def f(n): return n
f.__doc__ = '>' * 3 + ' f._' + '_globals_' + '_'
doctest.testmod()
""",
}  # fmt: skip
ORDINARY = {
    "a proxy": """
class Proxy:
    def __init__(self, behind): self.behind = behind
    def __getattr__(self, name): return getattr(self.behind, name)
def f(n): return Proxy(3 + 1j * n).imag.__int__()
""",
    "a descriptor": """
class Positive:
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, one, kind=None): return self if one is None else getattr(one, self.name)
    def __set__(self, one, value): setattr(one, self.name, value)
class Item:
    price = Positive()
def f(n):
    item = Item()
    item.price = n
    return item.price
""",
    "a visitor": """
class Visitor:
    def visit(self, node): return getattr(self, f'visit_{type(node).__name__}')(node)
    def visit_int(self, node): return node
def f(n): return Visitor().visit(n)
""",
    "arguments by their names": """
class Config:
    def __init__(self, **given):
        for name, value in given.items():
            setattr(self, name, value)
def f(n): return Config(x=n).x
""",
    "a field to sort by": """
from dataclasses import dataclass, fields
@dataclass
class Point:
    x: int
    y: int = 0
def by(points, name): return sorted(points, key=lambda point: getattr(point, name))
def f(n): return sum(getattr(by([Point(n)], 'y')[0], field.name) for field in fields(Point))
""",
    "methods that are passed on": """
def delegating(*names):
    def decorate(kind):
        for name in names:
            setattr(kind, name, lambda self, *given, name=name: getattr(self.inner, name)(*given))
        return kind
    return decorate
@delegating('append', '__len__')
class Bag:
    def __init__(self): self.inner = []
def f(n):
    bag = Bag()
    bag.append(n)
    return len(bag)
""",
    "what a function is called": """
def named(function):
    def inner(*given): return function(*given)
    for name in ('__name__', '__doc__', '__module__'):
        setattr(inner, name, getattr(function, name))
    return inner
@named
def f(n): return n
""",
    "a function of mathematics": """
import math
def f(n): return int(getattr(math, 'sq' + 'rt')(n))
""",
    "a name that is none": """
def f(n):
    try: return getattr('text', n)
    except TypeError: return n
""",
    "an example": '''
import doctest
def f(n):
    """
    >>> f(3)
    3
    """
    return n
doctest.testmod()
''',
}  # fmt: skip


@needs_sandbox
@pytest.mark.parametrize("name", MEDDLING)
def test_what_leads_to_pythons_own_machinery_waits_for_a_person(name):
    mark = judged(WORD, MEDDLING[name])["marks"]["test"]
    assert not mark["score"] and mark["flag"], mark


@needs_sandbox
@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_looks_by_variables_cost_nothing(name):
    mark = judged(WORD, ORDINARY[name])["marks"]["test"]
    assert mark["score"] == 2, mark


@needs_sandbox
def test_a_cell_before_it_does_not_blind_the_room():
    deep = "x = " + "+".join(["1"] * 3000)
    told = judged(WORD, deep, extra=[MEDDLING["a name that is put together"]])
    mark = told["marks"]["test"]
    assert not mark["score"] and mark["flag"], mark


@needs_sandbox
def test_a_right_answer_to_which_a_look_was_refused_is_not_simply_wrong():
    told = judged("assert f(1) == 1", GLOBALS + "def f(n):\n    getattr(f, name)\n    return n")
    mark = told["marks"]["test"]
    assert mark["flag"], mark


def test_every_call_by_a_variable_is_overseen_that_the_judge_leaves_to_the_room():
    calls = ["getattr(a, b)", "getattr(a, b, None)", "setattr(a, b, c)", "getattr(a, 'x' + b)"]
    for call in calls:
        assert not reading.suspicions(f"x = {call}", True)
        tree = ast.parse(call)
        Looks().visit(tree)
        assert "attr" not in ast.unparse(tree)
    for other in ("getattr(*a)", "getattr(a, *b)", "map(getattr, a, b)", "g = getattr"):
        assert reading.suspicions(other, True)


def test_of_what_no_room_oversees_the_text_alone_decides():
    for text in ("f = getattr(a, b)", "%time f = getattr(a, b)", "%%time\nf = getattr(a, b)"):
        assert reading.suspicions(text)
    assert reading.suspicions("%time f = getattr(a, b)", True)
    assert reading.suspicions("x = 1\n%matplotlib inline\nf = getattr(a, b)", True)
