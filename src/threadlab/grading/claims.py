"""A test cell taken apart: statements that run in the sandbox, and claims that are judged outside.

    assert squares(3) == [1, 4, 9], "The first three squares."

becomes a statement that offers the value of `squares(3)`, the claim's *hole*, and the claim
`HOLE == [1, 4, 9]`, which the judge evaluates on plain data. What is expected never enters the
sandbox. Where a value is more than plain data, the claim follows it and is evaluated there.
"""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from threadlab.grading.values import compare

# Built-ins that depend on nothing but their arguments, and cost no more than they return.
_PURE_TEXT = """
    abs all any ascii bin bool bytes callable chr complex dict divmod enumerate filter float
    format frozenset hash hex int isinstance len list map max min oct ord range repr reversed
    round set slice sorted str sum tuple type zip True False None Exception ValueError
    TypeError KeyError IndexError ZeroDivisionError RuntimeError NameError AttributeError
"""
_PURE = frozenset(_PURE_TEXT.split())
_PURE_ENVIRONMENT = {name: getattr(builtins, name) for name in _PURE if hasattr(builtins, name)}


@dataclass(frozen=True)
class Claim:
    """One assertion: `holes` are asked for by number, `judged` is evaluated outside.

    `must` says that the statement can't end well without the claim having been judged, `final`
    that the cell has failed if it does not hold: nothing in the cell catches the error.
    """

    number: int
    line: int
    source: str
    judged: str
    message: str
    must: bool = False
    final: bool = True

    def evaluate(self, ask: Callable[..., Any], *, message: bool = False) -> Any:
        """Evaluate the claim, or its message; `ask(hole, *bound)` asks the sandbox."""
        return evaluate(self.message if message else self.judged, ask)


def evaluate(judged: str, ask: Callable[..., Any]) -> Any:
    """Evaluate what is judged, on either side, with nothing in reach but pure built-ins."""
    names = {"__builtins__": _PURE_ENVIRONMENT, "__ask__": ask, "__compare__": compare}
    return eval(compile(judged, "<claim>", "eval"), names)


@dataclass(frozen=True)
class Statement:
    """A top-level statement as the sandbox runs it; `value` if it is a last one that gives one."""

    source: str
    line: int
    claims: tuple[int, ...] = ()
    value: bool = False


@dataclass
class TestCell:
    """A test cell taken apart; `source` is the whole of it."""

    source: str = ""
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @classmethod
    def of(cls, source: str, own: Iterable[str] = ()) -> TestCell:
        """Take `source` apart; `own` are names that the notebook binds, built-in or not.

        Raises `SyntaxError` if it is not Python.
        """
        tree = ast.parse(source)
        cell = cls(source)
        pure = _PURE - set(own)
        for place, node in enumerate(tree.body):
            if isinstance(node, ast.Expr) and place == len(tree.body) - 1:
                cell.statements.append(Statement(ast.unparse(node.value), node.lineno, value=True))
                continue
            before = len(cell.claims)
            maker = _Maker(cell.claims, pure - _bound(tree))
            node = maker.visit(node)
            ast.fix_missing_locations(node)
            numbers = tuple(range(before, len(cell.claims)))
            cell.statements.append(Statement(ast.unparse(node), node.lineno, numbers))
        return cell


def _bound(tree: ast.AST) -> set[str]:
    """Every name that `tree` binds in some way, outside of comprehensions."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
    return names


class _Maker(ast.NodeTransformer):
    """Puts a call in place of each assertion; `must` is where control is sure to come by."""

    def __init__(self, claims: list[Claim], pure: frozenset[str] | set[str]):
        self.claims = claims
        self.pure = pure
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
        splitter = _Splitter(self.pure)
        judged = splitter.visit(copy.deepcopy(node.test))
        message = splitter.visit(copy.deepcopy(node.msg)) if node.msg is not None else None
        eager = any(isinstance(part, (ast.Await, ast.NamedExpr, ast.Yield, ast.YieldFrom))
                    for part in ast.walk(node.test))  # fmt: skip
        self.claims.append(
            Claim(
                number,
                node.lineno,
                ast.unparse(node.test),
                ast.unparse(judged),
                "" if message is None else ast.unparse(message),
                self._sure[-1],
                self._final[-1],
            )
        )
        holes = [_offered(hole, bound, eager) for hole, bound in splitter.holes]
        text = f"__check__({number}, [{', '.join(holes)}])"
        return ast.copy_location(ast.parse(text).body[0], node)


def _catches(kind: ast.expr | None) -> bool:
    """Whether `except kind` may catch an AssertionError."""
    if kind is None:
        return True
    names = {part.id for part in ast.walk(kind) if isinstance(part, ast.Name)}
    return bool(names & {"AssertionError", "Exception", "BaseException"})


def _offered(node: ast.expr, bound: list[str], eager: bool) -> str:
    text = ast.unparse(node)
    if eager and not bound:
        return f"lambda _value=({text}): _value"
    return f"lambda {', '.join(bound)}: ({text})"


class _Splitter(ast.NodeTransformer):
    """Replaces what must be asked for by `__ask__(number, *bound)`, as much at a time as can be.

    Comparisons become calls of `__compare__`, which knows exact types.
    """

    def __init__(self, pure: frozenset[str] | set[str]):
        self.pure = pure
        self.holes: list[tuple[ast.expr, list[str]]] = []
        self._known: list[set[str]] = []

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        parts: list[ast.expr] = [node.left]
        for operator, right in zip(node.ops, node.comparators, strict=True):
            later = ast.Lambda(
                ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[]),
                right,
            )
            parts += [ast.Constant(type(operator).__name__), later]
        return ast.Call(ast.Name("__compare__", ast.Load()), parts, [])

    def _is_known(self, name: str) -> bool:
        return name in self.pure or any(name in names for names in self._known)

    def _rooted(self, node: ast.expr) -> bool:
        """Whether `node` is a chain of attributes, items and calls that begins in the sandbox."""
        while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
            node = node.func if isinstance(node, ast.Call) else node.value
        return isinstance(node, ast.Name) and not self._is_known(node.id)

    def _hole(self, node: ast.expr) -> ast.expr:
        local = {name for names in self._known for name in names}
        bound = sorted({part.id for part in ast.walk(node)
                        if isinstance(part, ast.Name) and part.id in local})  # fmt: skip
        number = len(self.holes)
        self.holes.append((node, bound))
        arguments: list[ast.expr] = [ast.Constant(number)]
        arguments += [ast.Name(name, ast.Load()) for name in bound]
        return ast.Call(ast.Name("__ask__", ast.Load()), arguments, [])

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.expr) and self._rooted(node):
            return self._hole(node)
        if isinstance(node, (ast.Lambda, ast.Await, ast.NamedExpr, ast.Yield, ast.YieldFrom,
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
        names: set[str] = set()
        for number, part in enumerate(node.generators):
            part.iter = self.visit(part.iter)
            if number == 0:
                self._known.append(names)
            names |= {n.id for n in ast.walk(part.target) if isinstance(n, ast.Name)}
            part.ifs = [self.visit(test) for test in part.ifs]
        if isinstance(node, ast.DictComp):
            node.key, node.value = self.visit(node.key), self.visit(node.value)
        else:
            node.elt = self.visit(node.elt)
        self._known.pop()
        return node
