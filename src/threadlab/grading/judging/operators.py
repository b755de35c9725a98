"""Operators in a test's own statements: whatever they are asked of, no student's method decides.

    points += f(3) == 9

runs in the room, where the class of what `f` returns may say that it equals everything. So it runs
there as `points += __holds__([...], f(3), "Eq", 9)`, which compares plain data as an arbiter does,
and tells the judge where it could not. An assertion's comparison is a claim and not seen here.
"""

from __future__ import annotations

import ast
import builtins
import copy
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from threadlab.grading.judging.objects import PICKING
from threadlab.grading.wire.names import CHECK, HOLDS, KIND, OBJECT, OPERAND, OPERATE

_SIMPLE = (ast.Constant, ast.JoinedStr, ast.Compare, ast.BoolOp, ast.Lambda, ast.Slice)
_BUILTINS = frozenset(dir(builtins))
# Functions and methods that compare what they are given, be it by its hash.
_COMPARING = re.compile(
    r"eq|ne|lt|le|gt|ge|contains|countOf|indexOf|index|count|get|pop|remove|discard|set|frozenset"
    r"|fromkeys|sorted|max|min|sort|bisect\w*|is(sub|super)set|isdisjoint|.*(equal|close|compare"
    r"|same|less|greater|match).*|assert(Not)?In|__\w+__|dict|counter|ordereddict|groupby",
    re.IGNORECASE,
)
_SAME_THINGS = frozenset(
    {"sorted", "reversed", "list", "tuple", "set", "max", "min", "iter", "next"}
)
# What is no function: to look at it is not to take one up.
_NO_FUNCTIONS_TEXT = """
    __name__ __qualname__ __module__ __doc__ __class__ __dict__ __annotations__ __file__
    __version__ __notes__ __cause__ __context__ __traceback__ __mro__ __bases__ __slots__
"""
_NO_FUNCTIONS = frozenset(_NO_FUNCTIONS_TEXT.split())
_ORDER = frozenset({"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__"})


def guarded(source: str, before: Iterable[str] = ()) -> str:
    """The text of a helper or of a locked test with its operators guarded; as it is if unread.

    `before` are the instructor's cells before it.
    """
    return _guarded(source, tuple(before))


@lru_cache(maxsize=512)
def _guarded(source: str, before: tuple[str, ...]) -> str:
    try:
        tree = ast.parse(source)
        guard = Guard([tree, *map(ast.parse, before)])
        tree = guard.visit(tree)
        return ast.unparse(ast.fix_missing_locations(tree))
    except (SyntaxError, ValueError, RecursionError):
        return source


class Guard(ast.NodeTransformer):
    """Puts a call in place of each operator; `trees` are the test, and then what is before it.

    An object that the test makes itself of a class, which begins with a capital, may be asked: its
    operators are what is tested. A function that compares is seen not only where it is called by
    its name: one that is handed on, or gets another name, is guarded where it is taken up.
    """

    def __init__(self, trees: Iterable[ast.AST]):
        trees = list(trees)
        own = {node.id for node in ast.walk(trees[0])
               if isinstance(node, ast.Name) and not _loads(node)}  # fmt: skip
        earlier = {name: kinds for name, kinds in _made(trees[1:]).items() if name not in own}
        self._made = earlier | _made(trees[:1])
        self._called = sorted({name for tree in trees for node in ast.walk(tree)
                               if (name := _class_called(node))})  # fmt: skip
        self._comparing = _imported(trees)
        self._told = _told(trees[0])

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Compare in the room, by plain data; what is the same object is asked as it is."""
        sides = [node.left, *node.comparators]
        same = all(isinstance(sign, (ast.Is, ast.IsNot)) for sign in node.ops)
        if same or all(isinstance(side, ast.Constant) for side in sides):
            return self.generic_visit(node)
        kinds = self._kinds(*sides)
        self.generic_visit(node)
        given: list[ast.expr] = [kinds, node.left]
        for sign, right in zip(node.ops, node.comparators, strict=True):
            given += [ast.Constant(type(sign).__name__), right]
        return _call(HOLDS, *given)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """See that no side calculates by a method of a student's."""
        left, right = self._operand(node.left, "number"), self._operand(node.right, "number")
        return ast.copy_location(ast.BinOp(left, node.op, right), node)

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        """See the same of what is added, and of that to which it is."""
        target = node.target
        there: ast.expr = copy.deepcopy(target)
        there.ctx = ast.Load()  # type: ignore[attr-defined]
        kinds = _lazy(sorted(_classes_made(there, self._made) - {""}))
        if getattr(node, "_free", False):
            both = ast.Tuple([*kinds.elts, *self._kinds(node.value).elts], ast.Load())
            sign = ast.Constant(f"i{type(node.op).__name__}")
            value = _call(OPERATE, both, sign, there, self.visit(node.value))
            return ast.copy_location(ast.Assign([target], value), node)
        node.value = self._operand(node.value, "number")
        once = isinstance(target, ast.Name) or not any(
            isinstance(part, (ast.Call, ast.NamedExpr)) for part in ast.walk(target)
        )
        if once and not kinds.elts:
            node.value = _call(OPERAND, kinds, node.value, ast.Constant("added"), there)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """See that `not` asks no method of a student's."""
        what = "truth" if isinstance(node.op, ast.Not) else "number"
        node.operand = self._operand(node.operand, what)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """The same of `and` and `or`."""
        node.values = [self._operand(value, "truth") for value in node.values]
        return node

    def _condition(self, node: Any) -> Any:
        test = node.test
        node.test = ast.Constant(None)
        self.generic_visit(node)
        node.test = self._operand(test, "truth")
        return node

    visit_If = visit_While = visit_IfExp = _condition  # noqa: N815

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        """See that no condition asks a method of a student's."""
        tests, node.ifs = node.ifs, []
        self.generic_visit(node)
        node.ifs = [self._operand(test, "truth") for test in tests]
        return node

    def visit_Match(self, node: ast.Match) -> ast.AST:
        """Patterns compare by `==`."""
        subject, node.subject = node.subject, ast.Constant(None)
        self.generic_visit(node)
        node.subject = self._operand(subject, "items")
        return node

    def visit_Call(self, node: ast.Call) -> Any:
        """See that a function that compares is given nothing that lies."""
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        name = function.id if isinstance(function, ast.Name) else name
        if name == CHECK:
            return self.generic_visit(node)
        if name == OBJECT:
            return self._as_object(node.args[0])
        if name == "methodcaller":
            self.generic_visit(node)
            return self._function(node)
        what = "truth" if name in ("bool", "any", "all") else "items"
        if what == "items" and not _COMPARING.fullmatch(name):
            return self.generic_visit(node)
        if isinstance(function, ast.Attribute):
            dunder = name.startswith("__")
            value = function.value
            function.value = self._operand(value, what) if dunder else self.visit(value)
        # what is given together is compared with each other, as the sides of a comparison are
        together = self._kinds(*node.args, *(keyword.value for keyword in node.keywords))
        node.args = [self._operand(part, what, together) for part in node.args]
        for keyword in node.keywords:
            keyword.value = self._operand(keyword.value, what, together)
        return node

    def _as_object(self, node: ast.expr) -> Any:
        """What is used as an object only: no method that is asked for it can lie."""
        if isinstance(node, (ast.BinOp, ast.UnaryOp)):
            sides = [node.operand] if isinstance(node, ast.UnaryOp) else [node.left, node.right]
            kinds = self._kinds(*sides)
            sign = ast.Constant(type(node.op).__name__)
            return _call(OPERATE, kinds, sign, *map(self._as_object, sides))
        function = node.func if isinstance(node, ast.Call) else None
        name = getattr(function, "id", getattr(function, "attr", ""))
        if not isinstance(node, ast.Call) or name not in PICKING | {"set", "frozenset", "bool"}:
            return self.visit(node)
        if name == "bool":
            node.args = [self.visit(part) for part in node.args]
        else:
            node.args = [self._operand(part, "picked") for part in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """A function or method that compares, and is handed on."""
        comparing = _COMPARING.fullmatch(node.attr) and node.attr not in _NO_FUNCTIONS
        if not isinstance(node.ctx, ast.Load) or not comparing:
            return self.generic_visit(node)
        if node.attr in _ORDER:
            node.value = self._operand(node.value, "items")
        else:
            self.generic_visit(node)
        return self._function(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The same of one that was imported by its name, or by another one."""
        return self._function(node) if _loads(node) and node.id in self._comparing else node

    def _function(self, node: ast.expr) -> ast.expr:
        return _call(OPERAND, _lazy(self._called), node, ast.Constant("function"))

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """A key is found by `==`."""
        node.value = self.visit(node.value)
        index = node.slice
        if isinstance(index, ast.Tuple) and any(isinstance(part, ast.Slice) for part in index.elts):
            # which is no value as a whole
            index.elts = [self._operand(part, "items") for part in index.elts]
        else:
            node.slice = self._operand(index, "items")
        return node

    def visit_Set(self, node: ast.Set) -> ast.AST:
        """The items of a set are compared with each other."""
        node.elts = [self._operand(part, "items") for part in node.elts]
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        """And so are keys."""
        node.keys = [None if key is None else self._operand(key, "items") for key in node.keys]
        node.values = [self.visit(value) for value in node.values]
        return node

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        """The same in a comprehension."""
        node.generators = [self.visit(part) for part in node.generators]
        node.key, node.value = self._operand(node.key, "items"), self.visit(node.value)
        return node

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        """And of a set."""
        node.generators = [self.visit(part) for part in node.generators]
        node.elt = self._operand(node.elt, "items")
        return node

    def _operand(self, node: ast.expr, what: str, kinds: ast.expr | None = None) -> Any:
        if isinstance(node, ast.Starred):
            node.value = self._operand(node.value, what, kinds)
            return node
        kinds = kinds or self._kinds(node)
        plain = isinstance(node, _SIMPLE) or (
            isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        )
        if isinstance(node, (ast.Tuple, ast.List)) and not node.elts:
            plain = True
        if isinstance(node, ast.Name) and (node.id in _BUILTINS or not _loads(node)):
            plain = True
        node = self.visit(node)
        return node if plain else _call(OPERAND, kinds, node, ast.Constant(what))

    def _kinds(self, *nodes: ast.expr) -> ast.Tuple:
        """The classes of which the test itself makes what stands at `nodes`."""
        told = (self.told(node) | self.classes(node) for node in nodes)
        return _lazy(sorted(set[str]().union(*told)))

    def told(self, node: ast.expr) -> set[str]:
        """The classes of which the test asserts that what stands at `node` is."""
        return self._told.get(ast.unparse(node), set())

    def classes(self, node: ast.expr) -> set[str]:
        """The classes of which the test itself makes what stands at `node`."""
        if isinstance(node, ast.Call):
            return {name} if (name := _class_called(node)) else set()
        if isinstance(node, ast.Name):
            return self._made.get(node.id, set())
        if isinstance(node, ast.BinOp):
            return self.classes(node.left) | self.classes(node.right)
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return {name for part in node.elts for name in self.classes(part)}
        if isinstance(node, (ast.ListComp, ast.SetComp)):
            return self.classes(node.elt)
        return self.classes(node.operand) if isinstance(node, ast.UnaryOp) else set()


def defined(sources: Iterable[str]) -> list[str]:
    """The names of the classes that the instructor's cells and test define."""
    return sorted({name for source in sources for name in _defined(source)})


@lru_cache(maxsize=512)
def _defined(source: str) -> frozenset[str]:
    try:
        nodes = ast.walk(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    return frozenset(node.name for node in nodes if isinstance(node, ast.ClassDef))


def _lazy(names: Iterable[str]) -> ast.Tuple:
    """Functions that give what the names mean, of which there may be nothing yet.

    Their argument, which nobody gives, tells them from those of the text.
    """
    none = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[ast.arg(KIND)],
                         kw_defaults=[ast.Constant(None)], defaults=[])  # fmt: skip
    return ast.Tuple([ast.Lambda(none, ast.Name(name, ast.Load())) for name in names], ast.Load())


def _imported(trees: Iterable[ast.AST]) -> set[str]:
    """The names under which functions that compare are imported."""
    return {
        alias.asname or alias.name
        for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        for alias in node.names if _COMPARING.fullmatch(alias.name)
    }  # fmt: skip


def _class_called(node: ast.AST | None) -> str:
    """The name of the class of which `node` makes an object; "" if it does something else."""
    known = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    name = node.func.id if known else ""  # type: ignore[union-attr]
    return name if name[:1].isupper() else ""


def _classes_made(node: ast.expr, found: dict[str, set[str]]) -> set[str]:
    """The classes of which `node` is an object or a list of objects, with "" for all else.

    What is `found` of the variables so far is known; of those that are not there yet, nothing.
    """
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and node.elts:
        return {name for part in node.elts for name in _classes_made(part, found)}
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        return _classes_made(node.elt, found)
    if isinstance(node, ast.BinOp):
        return _classes_made(node.left, found) | _classes_made(node.right, found)
    if isinstance(node, ast.Subscript):
        return _classes_made(node.value, found)
    if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id in _SAME_THINGS and len(node.args) == 1):  # fmt: skip
        return _classes_made(node.args[0], found)
    if isinstance(node, ast.Name):
        return found.get(node.id, set())
    return {_class_called(node)}


def _told(tree: ast.AST) -> dict[str, set[str]]:
    """The classes of which a test asserts that an expression is: what else is, is no stranger."""
    found: dict[str, set[str]] = {}
    for node in getattr(tree, "body", []):
        asserted = [node.test] if isinstance(node, ast.Assert) else []
        for test in asserted:
            if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
                asserted += test.values
            match test:
                case ast.Call(func=ast.Name(id="isinstance"), args=[value, ast.Name(id=name)]):
                    pass
                case ast.Compare(
                    left=ast.Call(func=ast.Name(id="type"), args=[value]),
                    ops=[ast.Is() | ast.Eq()],
                    comparators=[ast.Name(id=name)],
                ):
                    pass
                case _:
                    continue
            if name[:1].isupper() and name not in _BUILTINS:
                found.setdefault(ast.unparse(value), set()).add(name)
    return found


def _made(trees: Iterable[ast.AST]) -> dict[str, set[str]]:
    """The variables that get nothing but new objects, or lists of them, with their classes."""
    found: dict[str, set[str]] = {}
    given: list[tuple[str, ast.expr]] = []
    for node in (node for tree in trees for node in ast.walk(tree)):
        for target, value in _assigned(node):
            given.append((target.id, value))
            target._single = True  # type: ignore[attr-defined]
        if isinstance(node, ast.AugAssign):  # it mostly stays what it is, and is asked
            node.target._single = True  # type: ignore[union-attr]
        if isinstance(node, ast.Name) and not _loads(node) and not hasattr(node, "_single"):
            found.setdefault(node.id, set()).add("")
        elif isinstance(node, ast.arg):
            found.setdefault(node.arg, set()).add("")
    bound = {*found, *(name for name, _ in given)}
    found |= {part.id: {""} for _, value in given for part in ast.walk(value)
              if isinstance(part, ast.Name) and part.id not in bound}  # fmt: skip
    count = -1
    while count < sum(map(len, found.values())):  # for a variable may be given another one
        count = sum(map(len, found.values()))
        for name, value in given:
            found.setdefault(name, set()).update(_classes_made(value, found))
    return {name: classes for name, classes in found.items() if classes and "" not in classes}


def _assigned(node: ast.AST) -> Iterator[tuple[ast.Name, ast.expr]]:
    """Which variables a node gives which values: `a = b`, `a, b = c, d`, `a: A = b`, `for a in b`.

    What a loop gives is of the classes of what it goes through.
    """
    pairs: list[tuple[ast.expr, ast.expr]] = []
    if isinstance(node, ast.Assign):
        pairs = [(target, node.value) for target in node.targets]
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
        pairs = [(node.target, node.value)]
    elif isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name):
        pairs = [(node.target, node.iter)]
    for target, value in pairs:
        if isinstance(target, ast.Name):
            yield target, value
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(
            value, (ast.Tuple, ast.List)
        ) and len(target.elts) == len(value.elts):  # fmt: skip
            for part, given in zip(target.elts, value.elts, strict=True):
                if isinstance(part, ast.Name) and not isinstance(given, ast.Starred):
                    yield part, given


def _loads(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _call(name: str, *given: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(given), [])
