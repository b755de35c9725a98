"""A test cell taken apart: statements that run in the sandbox, and claims that are judged outside.

    assert squares(3) == [1, 4, 9], "The first three squares."

becomes a statement that offers the value of `squares(3)`, the claim's *hole*, and the claim
`HOLE == [1, 4, 9]`, which is evaluated on plain data where no student's code runs. What is expected
never enters the sandbox.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from threadlab.explorer.bindings import Binding, Bindings, How
from threadlab.grading.judging.holes import NAMESPACES, Splitter
from threadlab.grading.judging.objects import mark, wrapped
from threadlab.grading.judging.operators import Guard, defined
from threadlab.grading.judging.teeth import may_assert, may_be_points, why_toothless
from threadlab.grading.wire.names import ASK, CHECK, COMPARE, COMPARE_EACH, PURE
from threadlab.grading.wire.values import NotPlain, encode
from threadlab.words import say

# Those of the notebook's own are none of them.
_BUILTINS = frozenset(dir(builtins)) - {"__name__", "__doc__", "__package__", "__spec__"}
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
    before anything else can fail, come along with the claim: they are `first`. Where nothing but
    the first hole is compared with one literal, `literal` is that, encoded.
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
    literal: Any = None


@dataclass(frozen=True)
class Statement:
    """A top-level statement as the sandbox runs it; `value` if it gives one, which may be `points`.

    One that `decides` may fail the cell by other means than a claim; a `helper` can't fail it.
    """

    source: str
    line: int
    claims: tuple[int, ...] = ()
    value: bool = False
    points: bool = False
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
        mark(tree, guard.classes, _BUILTINS - bound)
        for place, node in enumerate(tree.body):
            decides = any(isinstance(part, (ast.Raise, ast.Try)) or may_assert(part, set(own))
                          for part in ast.walk(node))  # fmt: skip
            if isinstance(node, ast.Expr) and place == len(tree.body) - 1:
                points = may_be_points(node.value, tree)
                number = ast.fix_missing_locations(guard.visit(wrapped(node.value)))
                cell.statements.append(
                    Statement(ast.unparse(number), node.lineno, value=True, points=points,
                              decides=decides, last_line=_last_line(node))
                )  # fmt: skip
                continue
            last = _last_line(node)
            first = len(cell.claims)
            maker = _Maker(cell.claims, pure, _BUILTINS - bound, cell.imports, guard)
            node = guard.visit(wrapped(maker.visit(node)))
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

    def __init__(
        self,
        claims: list[Claim],
        pure: frozenset[str],
        real: frozenset[str],
        imports: Mapping[str, str],
        guard: Guard,
    ):
        self.claims = claims
        self.pure = pure
        self.real = real
        self.imports = imports
        self.guard = guard
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
        splitter = Splitter(self.pure, self.real, self.imports, self.guard)
        judged = splitter.visit(wrapped(copy.deepcopy(node.test)))
        message = None
        if node.msg is not None:
            message = splitter.visit(wrapped(copy.deepcopy(node.msg)))
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
                splitter.stateful or _is_inside(judged),
                first,
                _literal(judged),
            )
        )
        holes = [_offered(hole, bound) for hole, bound in splitter.holes]
        text = f"{CHECK}({number}, [{', '.join(holes)}], {list(first)})"
        return ast.copy_location(ast.parse(text).body[0], node)


def _literal(judged: ast.expr) -> Any:
    """What a claim compares its first hole with, encoded, if it does nothing else."""
    match judged:
        case ast.Call(
            func=ast.Name(id=name),
            args=[
                ast.Call(func=ast.Name(id=asks), args=[ast.Constant(value=0)]),
                ast.Constant(value="Eq"),
                ast.Lambda(body=body),
            ],
        ) if name == COMPARE and asks == ASK:
            with contextlib.suppress(ValueError, TypeError, NotPlain):
                return encode(ast.literal_eval(body))
    return None


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
        return name in NAMESPACES
    return isinstance(node, (ast.Await, ast.NamedExpr, ast.Yield, ast.YieldFrom))
