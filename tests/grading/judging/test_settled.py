"""Classes of Python's own library: an answer reaches them in many ways, and changes none."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.inside import settled

pytestmark = needs_sandbox
WRONG, RIGHT = "def f(x):\n    return 10\n", "def f(x):\n    return x * x\n"
IMPORTS = "import abc, collections, copy, functools, operator, queue, types, typing, weakref\n"
LIE = "lambda self, n=None: [(9, 2)]"
COUNTS = """
from collections import Counter
assert Counter(f(3) for _ in range(2)).most_common(1) == [(9, 2)]
"""
WAYS = [
    "collections.Counter",
    "[collections.Counter][0]",
    "(lambda: collections.Counter)()",
    "copy.copy(collections.Counter)",
    "max([collections.Counter], key=id)",
    "weakref.ref(collections.Counter)()",
    "weakref.proxy(collections.Counter)",
    "type(collections.Counter())",
    "collections.Counter().__class__",
    "type('X', (collections.Counter,), {}).__bases__[0]",
    "functools.partial(collections.Counter).func",
    "collections.defaultdict(collections.Counter).default_factory",
    "types.SimpleNamespace(c=collections.Counter).c",
    "types.MethodType(lambda c: c, collections.Counter)()",
    "typing.cast(int, collections.Counter)",
    "typing._GenericAlias(collections.Counter, (int,))",
    "abc.update_abstractmethods(collections.Counter)",
    "operator.itemgetter(0)([collections.Counter])",
    "next(each for each in [collections.Counter])",
]
SETS = [
    "kind.most_common = LIE",
    "setattr(kind, 'most' + '_common', LIE)",
    "for kind.most_common in [LIE]: pass",
    "def change(x):\n    x.most_common = LIE\nlist(map(change, [kind]))",
    "def most_common(): pass\nfunctools.update_wrapper(kind, LIE, assigned=['most_common'])",
    "from unittest import mock\nmock.patch.object(kind, 'most_common', LIE).start()",
    "type.__setattr__(kind, 'most_common', LIE)",
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("how", SETS)
def test_no_way_to_a_class_of_the_library_changes_it(way, how):
    change = how.replace("LIE", f"({LIE})")
    result = judged(COUNTS, f"{WRONG}{IMPORTS}kind = {way}\n{change}")
    assert result["marks"]["test"]["score"] == 0.0


@pytest.mark.parametrize(
    ("test", "kind", "name", "lie"),
    [
        ("import unittest\nunittest.TestCase().assertEqual(f(3), 9)",
         "unittest.TestCase", "assertEqual", "lambda *a: None"),
        ("import unittest\nwith unittest.TestCase().assertRaises(ValueError):\n    f('a')",
         "unittest.case._AssertRaisesContext", "__exit__", "lambda *a: True"),
        ("import contextlib\nwith contextlib.suppress(ValueError):\n    f('a')\n    assert False",
         "contextlib.suppress", "__exit__", "lambda *a: True"),
        ("import string\nassert string.Formatter().format('{0}', f(3)) == '9'",
         "string.Formatter", "format", "lambda *a: '9'"),
    ],
)  # fmt: skip
def test_what_a_test_rests_on_is_what_python_has(test, kind, name, lie):
    module = kind.rpartition(".")[0]
    answer = f"{WRONG}import weakref, {module}\nkind = weakref.proxy({kind})\nkind.{name} = {lie}"
    assert judged(test, answer)["marks"]["test"]["score"] == 0.0


def test_who_had_a_reason_to_change_one_waits_for_a_person_and_gets_no_zero():
    """As many do whose objects are to be written as JSON."""
    answer = "import json\nkind = json.JSONEncoder\nkind.default = lambda self, o: str(o)\n" + RIGHT
    mark = judged("assert f(3) == 9", answer)["marks"]["test"]
    assert (mark["score"], bool(mark["flag"])) == (0.0, True)


ORDINARY = [
    "import collections\nclass C(collections.Counter):\n    pass\nC.most_common = print\nC.x = 1",
    "import tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    print(folder)",
    "import weakref\nclass A: pass\nweakref.finalize(A(), print)",
    "import string\nclass T(string.Template):\n    delimiter = '%'\nT('%a').substitute(a=1)",
    "import string\nstring.Template('$a').substitute(a=1)",  # which is changed by it from 3.14 on
    "import threading\nclass W(threading.Thread):\n    count = 0\n    def run(self): W.count += 1\n"
    "w = W()\nw.start()\nw.join()\nthreading.current_thread().seen = True",
    "import enum\nclass E(enum.Flag):\n    A = 1\n    B = 2\nE.A | E.B",
    "import asyncio\nasyncio.BaseEventLoop.slow_callback_duration = 1",
    "from typing import Generic, Protocol, TypeVar\nT = TypeVar('T')\nclass P(Protocol):\n"
    "    x: int\nclass G(Generic[T]):\n    pass\nG[int].x = 1",
    "from dataclasses import dataclass\n@dataclass\nclass D(Exception):\n    x: int = 1\nD.x = 2",
    "import collections.abc\nclass S: pass\ncollections.abc.Sized.register(S)",
    "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertTrue(1)\n"
    "T.test2 = T.test\nunittest.main(argv=['x'], exit=False)",
    "from unittest.mock import Mock, patch\nm = Mock(x=1)\nm.y.return_value = 2\nm.y()",
    "import zipfile, multiprocessing.managers, sqlite3, decimal, pathlib, ipaddress, fractions\n"
    "class M(multiprocessing.managers.BaseManager): pass\nM.register('x', dict)",
    "import io, zipfile\nfile = zipfile.ZipFile(io.BytesIO(), 'w')\nzipfile.Path(file).iterdir()",
    "import typing\nclass N:\n    next: 'N'\ntyping.get_type_hints(N)",
    "class Meta(type): pass\nclass K(metaclass=Meta): pass\nK.x = 1\nMeta.y = 2",
]


@pytest.mark.parametrize("before", ORDINARY)
def test_an_ordinary_answer_does_what_it_does_in_a_kernel(before):
    result = judged("assert f(3) == 9", f"{before}\n{RIGHT}")
    assert result["marks"]["test"]["score"] == 2.0


@pytest.mark.parametrize(
    "test",
    [
        "import unittest\nunittest.TestCase().assertEqual(f(3), 9)",
        "from unittest import TestCase\nchecks = TestCase()\nchecks.assertEqual(f(3), 9)\nprint(1)",
        "from unittest import TestCase\nassert_equal = TestCase().assertEqual\nassert_equal(f(3), 9)",
    ],
)
def test_what_is_asserted_by_a_call_rests_on_the_rooms_word(test):
    lie = "m = [unittest.TestCase][0].assertEqual\nm.__code__ = (lambda *a: None).__code__"
    for answer in (WRONG, RIGHT):
        mark = judged(test, f"import unittest\n{answer}{lie}")["marks"]["test"]
        assert (mark["score"], bool(mark["flag"])) == (0.0, True)
    assert judged(test, RIGHT)["marks"]["test"]["score"] == 2.0


LIBRARY = Path(os.__file__).parent
NO_MODULES_TEXT = "test tests site-packages idlelib lib2to3 turtledemo ensurepip _py_abc.py"
NO_MODULES = set(NO_MODULES_TEXT.split())  # the last one stands in where there is none in C
# These are called for heirs, which are whoever's they are.
OF_HEIRS = {"__init_subclass__", "__new__", "__init__", "__subclasscheck__", "doClassCleanups"}


def changed_by_itself(path: Path) -> Iterator[str]:
    """The classes of a module which its own functions change, when it has long been imported.

    Or which change the class of an object: that, too, is refused where the class is immutable.
    """
    tree = ast.parse(path.read_text(encoding="utf-8", errors="replace"))
    module = ".".join(path.relative_to(LIBRARY).with_suffix("").parts).removesuffix(".__init__")
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}

    def within(node: ast.AST, owner: str, function: str, bound: frozenset[str]) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                yield from within(child, child.name, "", frozenset())
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                name = getattr(child, "name", "")
                own = {each.id for each in ast.walk(child)
                       if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}  # fmt: skip
                own |= {each.name for each in ast.walk(child) if isinstance(each, ast.ClassDef)}
                yield from within(child, owner, name or function or "<lambda>", bound | own)
            else:
                match child:
                    case ast.Attribute(attr="__class__", ctx=ast.Store()) if function:
                        yield f"{module}.{owner}"
                    case ast.Attribute(value=value, ctx=ast.Store() | ast.Del()) if function:
                        name = value.id if isinstance(value, ast.Name) else ""
                        if name in classes - bound:
                            yield f"{module}.{name}"
                        elif owner and (
                            (name == "cls" and function not in OF_HEIRS)
                            or (isinstance(value, ast.Attribute) and value.attr == "__class__")
                        ):
                            yield f"{module}.{owner}"
                yield from within(child, owner, function, bound)

    yield from within(tree, "", "", frozenset())


def test_the_classes_that_python_itself_goes_on_changing_can_be_changed():
    """Of all that it has: else what uses one of them would end in an error in a room."""
    found = {
        name
        for path in sorted(LIBRARY.rglob("*.py"))
        if path.is_file() and not NO_MODULES.intersection(path.relative_to(LIBRARY).parts)
        for name in changed_by_itself(path)
    }
    assert "weakref.finalize" in found
    assert {name for name in found if not settled.is_changing(name)} == set()
