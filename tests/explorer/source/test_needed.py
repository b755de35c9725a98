"""Of cells those statements are taken along that give a name its meaning, and no others."""

from __future__ import annotations

import ast

import pytest

from threadlab.explorer.source.needed import bound, loaded, needed


def kept(cells: list[str], *names: str) -> list[str]:
    chosen, missing = needed(cells, names, latest=True)
    assert not missing, missing
    return [
        ast.unparse(node)
        for cell, places in zip(cells, chosen, strict=True)
        for place, node in enumerate(ast.parse(cell).body)
        if place in places
    ]


# Cells, a name, and how many statements it needs; what it is then is what it is in the notebook.
CELLS = {
    "an import under a condition": (["if 1 > 0:\n    import math as m", "print('hello')"], "m", 1),
    "an import that may fail": (
        ["try:\n    import nobody_has_this as m\nexcept ImportError:\n    import math as m"], "m", 1),
    "a part of a module": (["import os.path, math", "import json"], "os", 1),
    "a function under a condition": (
        ["if 1 > 0:\n    x = 1\n    async def f(): y = 2\n    class C: z = 3", "y = z = 4"], "y", 1),
    "a pattern": (["match [1, 2]:\n    case [x, *rest]: pass\nrest.append(x)"], "rest", 2),
    "a walrus in a comprehension": (["rows = [(y := x) for x in range(3)]", "x = 9"], "y", 1),
    "a comprehension's variable is none": (["x = 1", "rows = [x for x in range(3)]"], "x", 1),
    "a lambda's variable is none": (["x = 1", "f = lambda x=2: (x := 3)"], "x", 1),
    "an annotation alone gives nothing": (["x = 1", "x: int"], "x", 1),
    "an annotation with a value": (["x = 1", "x: int = 2"], "x", 1),
    "a name that has gone": (["x = 1", "x = 2\ndel x\nx = 3"], "x", 3),
    "a handler's name": (
        ["try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    text = str(e)"], "text", 1),
    "a class that declares a global": (["class C:\n    global x\n    x = 1", "y = 2"], "x", 1),
    "what a function changes in place": (
        ["seats = {}\nseats['a'] = 1\nseats.update(b=2)\nprint(3)"], "seats", 3),
}  # fmt: skip


@pytest.mark.parametrize("what", CELLS)
def test_a_name_means_what_the_notebook_has_made_it(what):
    cells, name, count = CELLS[what]
    whole: dict[str, object] = {}
    for cell in cells:
        exec(cell, whole)
    taken = kept(cells, name)
    names: dict[str, object] = {}
    exec("\n".join(taken), names)
    assert names[name] == whole[name] and type(names[name]) is type(whole[name])
    assert len(taken) == count


# The same name has another meaning in a later cell; what was made before was made with the first.
FIRST = "def helper(x): return x"
ASKED_AT_ONCE = {
    "a decorator": "@helper\ndef f(): return 1",
    "a decorator in a class": "class F:\n    @helper\n    def f(self): return 1",
    "a decorator of a class in a class": "class F:\n    @helper\n    class G: pass",
    "a base": "class F(helper(dict)): pass",
    "a keyword of a class": "class F(metaclass=helper(type)): pass",
    "a class's variable": "class F:\n    x = helper(3)",
    "a default": "def f(x=helper(3)): return x",
    "a default by name": "def f(*, x=helper(3)): return x",
    "an annotation": "def f(x: helper(int)) -> helper(str): return x",
    "a value": "f = helper(3)",
    "a call": "def make(): return helper(3)\nf = make()",
    "a method that is called": "class G:\n    def g(self): return helper(3)\nf = G().g()",
    "a function of its function": "def deep(): return helper(3)\ndef make(): return deep()\nf = make()",
}


@pytest.mark.parametrize("what", ASKED_AT_ONCE)
def test_what_is_asked_at_once_has_the_meaning_that_it_had_then(what):
    cells = [FIRST, ASKED_AT_ONCE[what], "def helper(x, y): return y\ndef later(): return helper"]
    name = "F" if "class F" in cells[1] else "f"
    names: dict[str, object] = {}
    exec("\n".join(kept(cells, name, "later")), names)
    assert name in names and names["later"]() is names["helper"]
    both = [f"{FIRST}\n{cells[1]}", cells[2]]
    assert kept(both, name)[0] == kept(cells, name)[0] == FIRST.replace(": ", ":\n    ")


def test_what_is_asked_later_has_the_last_meaning_alone():
    cells = ["seats = print(1)", "def f(): return seats", "seats = 3"]
    assert kept(cells, "f") == ["def f():\n    return seats", "seats = 3"]


def test_a_star_is_always_taken_along_with_what_it_stands_in():
    cells = ["ok = True\nif ok:\n    from math import *\nprint(1)", "x = pi"]
    assert needed(cells, ["x"], latest=True) == ([{0, 1}, {0}], {"pi"})


def test_a_name_that_nothing_binds_is_missing():
    assert needed(["x = y"], ["x", "len"], latest=True)[1] == {"y"}


def test_what_a_text_uses_and_binds():
    source = "import os\ndef f(a):\n    global g\n    g = a + b + len(c)\nfor d in e: pass"
    assert bound(source) == {"os", "f", "d"}
    assert loaded(source) == {"g", "b", "len", "c", "e"}
    assert loaded("class Box:\n    size = size\n    other = size") == {"size"}
    assert bound("if x") == loaded("if x") == set()
