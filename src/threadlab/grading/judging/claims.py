"""A test cell taken apart: statements that run in the sandbox, and claims that are judged outside.

    assert squares(3) == [1, 4, 9], "The first three squares."

becomes a statement that offers the value of `squares(3)`, the claim's *hole*, and the claim
`HOLE == [1, 4, 9]`, which is evaluated on plain data where no student's code runs. What is expected
never enters the sandbox.
"""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from threadlab.explorer.bindings import Binding, Bindings, How, arguments_of, targets
from threadlab.grading.judging.operators import Guard, defined
from threadlab.grading.judging.teeth import why_toothless
from threadlab.grading.wire.names import ASK, CHECK, COMPARE, COMPARE_EACH, PURE, REAL
from threadlab.words import say

# Of these a call with something of the sandbox as its argument is made there as a whole.
_FOLDED_TEXT = """
    abs ascii bin bool bytes complex dict float frozenset hex int len list max min oct ord repr
    reversed round set sorted str sum tuple enumerate zip
"""
_FOLDED = frozenset(_FOLDED_TEXT.split())
_BUILTINS = frozenset(dir(builtins))
_NAMESPACES = frozenset({"globals", "locals", "vars", "dir"})
# Modules that calculate with what they are given: their functions are called outside.
_OUTSIDE_TEXT = """
    math cmath statistics string re json fractions decimal datetime collections itertools
    functools operator numpy pytest
"""
_OUTSIDE = frozenset(_OUTSIDE_TEXT.split())


@dataclass(frozen=True)
class Claim:
    """One assertion: `holes` are asked for by number, `judged` is evaluated outside.

    `must` says that the statement can't end well without the claim having been judged, `final`
    that the cell has failed if it does not hold: nothing in the cell catches the error. A
    `guessable` one compares with nothing but True, False or None, one that is `inside` compares
    nothing but what comes out of the room with each other: `f(n) == n * n`, where the test itself
    has made the `n` in there. The holes that are asked for in any case, one after another and
    before anything else can fail, come along with the claim: they are `first`.
    """

    number: int
    line: int
    source: str
    judged: str
    message: str
    must: bool = False
    final: bool = True
    guessable: bool = False
    inside: bool = False
    first: tuple[int, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A top-level statement as the sandbox runs it; `value` if it gives one.

    One that `decides` may fail the cell by other means than a claim; a `helper` can't fail it.
    """

    source: str
    line: int
    claims: tuple[int, ...] = ()
    value: bool = False
    decides: bool = False
    helper: bool = False
    last_line: int = 0


@dataclass
class TestCell:
    """A test cell taken apart; `source` is the whole of it.

    `imports` are names that mean a module or a part of one outside, {name: "math.isclose"}.
    `toothless` says why it can't fail, or not as it is meant; mostly it is empty. `owned` are the
    classes that this test and the instructor's cells before it define.
    """

    source: str = ""
    imports: dict[str, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    toothless: str = ""
    owned: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: str, own: Iterable[str] = (), before: Iterable[str] = ()) -> TestCell:
        """Take the text of a test apart, see `of_tree`; raises `SyntaxError`."""
        return cls.of_tree(ast.parse(source), own, before)

    @classmethod
    def of_tree(
        cls, tree: ast.Module, own: Iterable[str] = (), before: Iterable[str] = ()
    ) -> TestCell:
        """Take a test apart, which is changed; `own` are the names that students are to define.

        `before` are the instructor's cells that come before it. Raises `SyntaxError` if one of them
        is not Python.
        """
        source = ast.unparse(tree)
        bindings = Bindings(tree)
        bound = {binding.name for binding in bindings.all()} | set(own)
        cell = cls(source, imports([*before, source]), owned=tuple(defined([*before, source])))
        others = {each.name for each in bindings.all() if each.how is not How.IMPORTED} | set(own)
        for name in set(cell.imports) & others:
            del cell.imports[name]
        trees = [ast.parse(text) for text in before]
        cell.toothless = why_toothless(tree, trees, own)
        guard = Guard([tree, *trees])
        pure = (PURE - bound) | set(cell.imports)
        for place, node in enumerate(tree.body):
            if isinstance(node, ast.Expr) and place == len(tree.body) - 1:
                number = ast.fix_missing_locations(guard.visit(node.value))
                cell.statements.append(
                    Statement(
                        ast.unparse(number), node.lineno, value=True, last_line=_last_line(node)
                    )
                )
                continue
            last = _last_line(node)
            first = len(cell.claims)
            decides = any(isinstance(part, (ast.Raise, ast.Try)) for part in ast.walk(node))
            maker = _Maker(cell.claims, pure, _BUILTINS - bound)
            node = guard.visit(maker.visit(node))
            if maker.mixed and not cell.toothless:
                cell.toothless = say("authors.mixed", line=node.lineno)
            ast.fix_missing_locations(node)
            numbers = tuple(range(first, len(cell.claims)))
            cell.statements.append(
                Statement(ast.unparse(node), node.lineno, numbers, decides=decides, last_line=last)
            )
        return cell


def imports(sources: Iterable[str]) -> dict[str, str]:
    """The names that the top level of `sources` imports from modules that are called outside.

    A name that one of them imports from elsewhere, or gives another meaning, is none of these.
    """
    found: dict[str, set[str]] = {}
    for source in sources:
        for name, bindings in Bindings(ast.parse(source)).module.bindings.items():
            found.setdefault(name, set()).update(map(_outside, bindings))
    return {name: origin for name, (origin, *more) in found.items() if origin and not more}


def _outside(binding: Binding) -> str:
    """The module, or the part of one, that is imported and called outside; "" for all else."""
    module = binding.origin
    if isinstance(binding.node, ast.ImportFrom):
        module = module.rpartition(".")[0]
    return binding.origin if module in _OUTSIDE else ""


class _Maker(ast.NodeTransformer):
    """Puts a call in place of each assertion; `must` is where control is sure to come by."""

    def __init__(self, claims: list[Claim], pure: frozenset[str], real: frozenset[str]):
        self.claims = claims
        self.pure = pure
        self.real = real
        self.mixed = False
        self._sure = [True]
        self._final = [True]

    def _inside(self, node: ast.AST) -> ast.AST:
        self._sure.append(False)
        self.generic_visit(node)
        self._sure.pop()
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = _inside  # noqa: N815

    def visit_Try(self, node: ast.Try) -> ast.AST:
        catching = any(_catches(handler.type) for handler in node.handlers)
        self._sure.append(False)
        self._final.append(self._final[-1] and not catching)
        node.body = [self.visit(part) for part in node.body]
        self._final.pop()
        for parts in (node.orelse, node.finalbody):
            parts[:] = [self.visit(part) for part in parts]
        node.handlers = [self.visit(handler) for handler in node.handlers]
        self._sure.pop()
        return node

    visit_If = visit_Match = visit_While = _inside  # noqa: N815

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        number = len(self.claims)
        splitter = _Splitter(self.pure, self.real)
        judged = splitter.visit(copy.deepcopy(node.test))
        message = splitter.visit(copy.deepcopy(node.msg)) if node.msg is not None else None
        self.mixed = self.mixed or splitter.mixed
        first, _ = _asked_first(judged)
        self.claims.append(
            Claim(
                number,
                node.lineno,
                ast.unparse(node.test),
                ast.unparse(judged),
                "" if message is None else ast.unparse(message),
                self._sure[-1],
                self._final[-1],
                not splitter.solid,
                _is_inside(judged),
                first,
            )
        )
        holes = [_offered(hole, bound) for hole, bound in splitter.holes]
        text = f"{CHECK}({number}, [{', '.join(holes)}], {list(first)})"
        return ast.copy_location(ast.parse(text).body[0], node)


def _is_inside(judged: ast.expr) -> bool:
    """Whether each comparison has something of the room on all of its sides."""
    compared = [
        [node.args[0], *node.args[2::2]]
        for node in ast.walk(judged)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id in (COMPARE, COMPARE_EACH)
    ]  # fmt: skip
    return all(all(map(_asks_the_room, sides)) for sides in compared)


def _asks_the_room(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Name) and part.id == ASK for part in ast.walk(node))


def _last_line(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _asked_first(node: ast.expr) -> tuple[tuple[int, ...], bool]:
    """The holes that evaluating `node` is sure to ask for before anything else can fail.

    In their order; and whether that is all that it does.
    """
    parts: list[ast.expr] = []
    alone = False
    match node:
        case ast.Constant() | ast.Name() | ast.Lambda():
            return (), True
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=int(hole))]) if name == ASK:
            return (hole,), True
        case ast.Call(func=ast.Name(id=name)) if name == ASK:
            return (), False
        case ast.Call(func=ast.Name(id=name), args=[left, _, ast.Lambda(body=right), *more]) if (
            name in (COMPARE, COMPARE_EACH)
        ):
            parts = [left, right]
            alone = not more
        case ast.Call(func=function, args=given):
            parts = [function, *given]
        case ast.List(elts=items) | ast.Tuple(elts=items):
            parts = items
            alone = True
        case ast.Attribute(value=value) | ast.UnaryOp(operand=value):
            parts = [value]
        case ast.Subscript(value=left, slice=right) | ast.BinOp(left=left, right=right):
            parts = [left, right]
        case ast.IfExp(test=test):
            parts = [test]
        case ast.BoolOp(values=values):
            parts = values[:1]
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            parts = [node.generators[0].iter]
    found: tuple[int, ...] = ()
    for part in parts:
        holes, only = _asked_first(part)
        found += holes
        if not only:
            return found, False
    return found, alone


def _catches(kind: ast.expr | None) -> bool:
    """Whether `except kind` may catch an AssertionError."""
    if kind is None:
        return True
    names = {part.id for part in ast.walk(kind) if isinstance(part, ast.Name)}
    return bool(names & {"AssertionError", "Exception", "BaseException"})


def _offered(node: ast.expr, bound: list[str]) -> str:
    """A hole as a function that gives its value, now where it means something else in there."""
    text = ast.unparse(node)
    if not bound and any(map(_belongs_here, ast.walk(node))):
        return f"lambda _value=({text}): _value"
    return f"lambda {', '.join(bound)}: ({text})"


def _belongs_here(node: ast.AST) -> bool:
    """Whether `node` has to be evaluated in the function, or at the top level, where it stands."""
    if isinstance(node, ast.comprehension):
        return bool(node.is_async)
    if isinstance(node, ast.Call) and not (node.args or node.keywords):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        return name in _NAMESPACES
    return isinstance(node, (ast.Await, ast.NamedExpr, ast.Yield, ast.YieldFrom))


class _Splitter(ast.NodeTransformer):
    """Replaces what must be asked for by `__ask__(number, *bound)`, as much at a time as can be.

    Comparisons become calls of `__compare__`; `solid` is whether one of them is with more than
    True, False or None. Whether two objects are the same is asked where they are.
    """

    def __init__(self, pure: frozenset[str], real: frozenset[str]):
        self.pure = pure
        self.real = real
        self.holes: list[tuple[ast.expr, list[str]]] = []
        self.solid = False
        self.mixed = False  # expected values would have to go where objects are looked at
        self._each: set[ast.AST] = set()
        self._known: list[set[str]] = []

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        pairs = list(zip([node.left, *node.comparators], node.ops, node.comparators, strict=False))
        if any(self._is_of_the_room(*pair) for pair in pairs):
            if len(pairs) == 1:
                return self._hole(node)
            single = [ast.Compare(*copy.deepcopy((left, [sign], [right])))
                      for left, sign, right in pairs]  # fmt: skip
            found: ast.AST = self.visit(ast.BoolOp(ast.And(), [*single]))
            return found
        each = node in self._each
        self.generic_visit(node)
        sides = [node.left, *node.comparators]
        self.solid = self.solid or any(not _says_little(side) for side in sides)
        parts: list[ast.expr] = [node.left]
        for operator, right in zip(node.ops, node.comparators, strict=True):
            later = ast.Lambda(
                ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]),
                right,
            )
            parts += [ast.Constant(type(operator).__name__), later]
        return ast.Call(ast.Name(COMPARE_EACH if each else COMPARE, ast.Load()), parts, [])

    def _is_of_the_room(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> bool:
        """Whether only the room can compare: what is the same object, and what names there are."""
        if isinstance(operator, (ast.In, ast.NotIn)):
            return (isinstance(right, ast.Call) and isinstance(right.func, ast.Name)
                    and right.func.id in _NAMESPACES and not (right.args or right.keywords)
                    and not self._is_known(right.func.id))  # fmt: skip
        if not isinstance(operator, (ast.Is, ast.IsNot)):
            return False
        return self._asks(left) and self._asks(right)

    def _asks(self, node: ast.expr) -> bool:
        """Whether `node` has to do with anything of the room."""
        return any(
            isinstance(part, ast.Name)
            and (part.id not in self.pure | self.real or self._local(part.id))
            for part in ast.walk(node)
        )

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Visit the parts of `node`; a comparison may be one of arrays, item by item, in some."""
        if isinstance(node, (ast.Attribute, ast.Call, ast.Subscript, ast.BinOp)) or (
            isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.Not)
        ):
            self._each.update(ast.iter_child_nodes(node))
        return super().generic_visit(node)

    def _is_known(self, name: str) -> bool:
        return name in self.pure or any(name in names for names in self._known)

    def _rooted(self, node: ast.expr) -> bool:
        """Whether `node` is a chain of attributes, items and calls that begins in the sandbox."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (
            node.func.id in _FOLDED & self.pure and not self._local(node.func.id)
        ):  # fmt: skip
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            plain = all(isinstance(part, ast.Constant) or self._rooted(part) for part in given)
            return plain and any(self._rooted(part) for part in given)
        while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
            node = node.func if isinstance(node, ast.Call) else node.value
        return isinstance(node, ast.Name) and not self._is_known(node.id)

    def _local(self, name: str) -> bool:
        return any(name in names for names in self._known)

    def _hole(self, node: ast.expr) -> ast.expr:
        local = {name for names in self._known for name in names}
        bound = sorted({part.id for part in ast.walk(node)
                        if isinstance(part, ast.Name) and part.id in local})  # fmt: skip
        number = len(self.holes)
        self.holes.append((_Real(self.real - local).visit(node), bound))
        arguments: list[ast.expr] = [ast.Constant(number)]
        arguments += [ast.Name(name, ast.Load()) for name in bound]
        return ast.Call(ast.Name(ASK, ast.Load()), arguments, [])

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.expr) and self._rooted(node):
            return self._hole(node)
        if isinstance(node, ast.Lambda):
            self._known.append({part.arg for part in arguments_of(node.args)})
            node.body = self.visit(node.body)
            self._known.pop()
            return node
        if isinstance(node, (ast.Await, ast.NamedExpr, ast.Yield, ast.YieldFrom,
                             ast.Starred)):  # fmt: skip
            if isinstance(node, ast.Starred):
                return self.generic_visit(node)
            return self._hole(node)
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            return self._hole(node)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            return self._comprehension(node)
        return super().visit(node)

    def _comprehension(self, node: Any) -> Any:
        names = {name for part in node.generators for name in targets(part.target)}
        if any(isinstance(part, ast.Await) or getattr(part, "is_async", 0)
               for part in ast.walk(node)):  # fmt: skip
            return self._hole(node)
        if self._looks_at_objects(node, names):
            inside = node
            if isinstance(node, ast.GeneratorExp):
                inside = ast.copy_location(ast.ListComp(node.elt, node.generators), node)
            return self._hole(inside)
        names = set()
        for number, part in enumerate(node.generators):
            part.iter = self.visit(part.iter)
            if number == 0:
                self._known.append(names)
            names |= targets(part.target)
            part.ifs = [self.visit(test) for test in part.ifs]
        if isinstance(node, ast.DictComp):
            node.key, node.value = self.visit(node.key), self.visit(node.value)
        else:
            node.elt = self.visit(node.elt)
        self._known.pop()
        return node

    def _looks_at_objects(self, node: ast.expr, names: set[str]) -> bool:
        """Whether a comprehension asks if one of its own items is the same object as another."""
        self._known.append(names)
        compared = [part for part in ast.walk(node) if isinstance(part, ast.Compare)]
        found = [
            part for part in compared
            if names & {name.id for name in ast.walk(part) if isinstance(name, ast.Name)}
            and isinstance(part.ops[0], (ast.Is, ast.IsNot))
            and self._is_of_the_room(part.left, part.ops[0], part.comparators[0])
        ]  # fmt: skip
        self._known.pop()
        self.mixed = self.mixed or (bool(found) and len(found) < len(compared))
        return bool(found)


class _Real(ast.NodeTransformer):
    """Puts the sandbox's real built-ins in the place of their names."""

    def __init__(self, names: frozenset[str]):
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self.names and isinstance(node.ctx, ast.Load):
            return ast.Attribute(ast.Name(REAL, ast.Load()), node.id, ast.Load())
        return node


def _says_little(side: ast.expr) -> bool:
    """Whether a side of a comparison is a hole, or one of few constants."""
    if isinstance(side, ast.Constant):
        return side.value is None or isinstance(side.value, bool)
    return (
        isinstance(side, ast.Call)
        and isinstance(side.func, ast.Name)
        and side.func.id in (ASK, COMPARE, COMPARE_EACH)
    )
