"""`match` statements, taken apart: a chain of tests with a point at each look at the subject.

    match order:                      @1 = order
        case Order(state="new"):      if @mc(@1, Order)
            ...                           and (@2 := @ma(7, @1, "state")) is not @absent
                                          and @op(8, "eq", @2, "new"):
                                          ...

CPython looks at a subject's attributes one after the other, and other threads may come in between.
What patterns mean is in PEP 634 and in the language reference, 8.6.
"""

from __future__ import annotations

import ast

from threadlab.explorer.engine.site import READ
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.names import ABSENT, Hook
from threadlab.explorer.instrument.points.assignments import Assignments
from threadlab.explorer.instrument.points.base import at


def rewrite(points: Assignments, node: ast.Match) -> list[ast.stmt]:
    """The statements that stand for `node`, points in place."""
    subject = points._temporary()
    chain: list[ast.stmt] = []
    for case in reversed(node.cases):
        test = _Case(points).test(case, subject)
        chain = [at(ast.If(test, points.block(case.body), chain), case.pattern)]
    return [
        at(ast.Assign([_name(subject, ast.Store())], points._whole(node.subject)), node),
        *chain,
    ]


class _Case:
    """One case: its tests in order, and the names that it binds once all of them hold."""

    def __init__(self, points: Assignments):
        self.points = points
        self.bound: dict[str, str] = {}

    def test(self, case: ast.match_case, subject: str) -> ast.expr:
        """The condition of `case`; as it becomes true it binds the names of the pattern."""
        tests = self.tests(case.pattern, subject)
        for name, temporary in self.bound.items():
            value = self.points._stored(name, case.pattern, _name(temporary))
            tests.append(_truly(ast.NamedExpr(_name(name, ast.Store()), value)))
        if case.guard is not None:
            tests.append(self.points._whole(case.guard))
        return _fixed(_all(tests), case.pattern)

    def tests(self, pattern: ast.pattern, subject: str) -> list[ast.expr]:
        """What has to be true for `pattern` to match what the variable `subject` holds."""
        if isinstance(pattern, ast.MatchValue):
            sign = self.points._sign(ast.Eq())
            value = self.points.visit(pattern.value)
            return [self._hook(names.OPERATOR, pattern, ast.Constant(sign), _name(subject), value)]
        if isinstance(pattern, ast.MatchSingleton):
            return [ast.Compare(_name(subject), [ast.Is()], [ast.Constant(pattern.value)])]
        if isinstance(pattern, ast.MatchAs):
            tests = self.tests(pattern.pattern, subject) if pattern.pattern is not None else []
            return tests + self._bind(pattern.name, _name(subject))
        if isinstance(pattern, ast.MatchOr):
            ways = [_all(self.tests(part, subject)) for part in pattern.patterns]
            return [ast.BoolOp(ast.Or(), ways)]
        if isinstance(pattern, ast.MatchClass):
            return self._class(pattern, subject)
        if isinstance(pattern, ast.MatchMapping):
            return self._mapping(pattern, subject)
        assert isinstance(pattern, ast.MatchSequence), pattern
        return self._sequence(pattern, subject)

    def _class(self, pattern: ast.MatchClass, subject: str) -> list[ast.expr]:
        cls = self.points._temporary()
        held = ast.NamedExpr(_name(cls, ast.Store()), self.points.visit(pattern.cls))
        tests: list[ast.expr] = [self.points._hook(names.CLASS_PATTERN, _name(subject), held)]
        count = len(pattern.patterns)
        for number, part in enumerate(pattern.patterns):
            place = [_name(cls), ast.Constant(number), ast.Constant(count)]
            found = self._hook(names.POSITION_PATTERN, pattern, _name(subject), *place)
            tests += self._inner(found, part)
        for name, part in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
            found = self._hook(names.KEYWORD_PATTERN, pattern, _name(subject), ast.Constant(name))
            tests += self._inner(found, part)
        return tests

    def _inner(self, value: ast.expr, part: ast.pattern) -> list[ast.expr]:
        """`value` is there, and `part` matches it."""
        name = self.points._temporary()
        held = ast.NamedExpr(_name(name, ast.Store()), value)
        there = ast.Compare(held, [ast.IsNot()], [_name(ABSENT.name)])
        return [there, *self.tests(part, name)]

    def _mapping(self, pattern: ast.MatchMapping, subject: str) -> list[ast.expr]:
        keys = ast.Tuple([self.points.visit(key) for key in pattern.keys], ast.Load())
        rest = ast.Constant(pattern.rest is not None)
        tests, found = self._parts(
            self._hook(names.MAPPING_PATTERN, pattern, _name(subject), keys, rest)
        )
        for number, part in enumerate(pattern.patterns):
            tests += self._inner(_item(found, number), part)
        return tests + self._bind(pattern.rest, _item(found, len(pattern.keys)))

    def _sequence(self, pattern: ast.MatchSequence, subject: str) -> list[ast.expr]:
        parts = pattern.patterns
        star = next((i for i, part in enumerate(parts) if isinstance(part, ast.MatchStar)), -1)
        shape = [ast.Constant(len(parts)), ast.Constant(star)]
        tests, found = self._parts(
            self._hook(names.SEQUENCE_PATTERN, pattern, _name(subject), *shape)
        )
        for number, part in enumerate(parts):
            if isinstance(part, ast.MatchStar):
                tests += self._bind(part.name, _item(found, number))
            else:
                tests += self._inner(_item(found, number), part)
        return tests

    def _parts(self, value: ast.expr) -> tuple[list[ast.expr], str]:
        name = self.points._temporary()
        held = ast.NamedExpr(_name(name, ast.Store()), value)
        return [ast.Compare(held, [ast.IsNot()], [ast.Constant(None)])], name

    def _bind(self, name: str | None, value: ast.expr) -> list[ast.expr]:
        if name is None:
            return []
        temporary = self.bound.setdefault(name, self.points._temporary())
        return [_truly(ast.NamedExpr(_name(temporary, ast.Store()), value))]

    def _hook(self, hook: Hook, pattern: ast.pattern, *arguments: ast.expr) -> ast.expr:
        return self.points._hook(hook, self.points._site(READ, pattern, ""), *arguments)


def _all(tests: list[ast.expr]) -> ast.expr:
    if not tests:
        return ast.Constant(True)
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)


def _truly(value: ast.expr) -> ast.expr:
    return ast.Tuple([value], ast.Load())  # a tuple of one is true, whatever is in it


def _item(name: str, index: int) -> ast.expr:
    return ast.Subscript(_name(name), ast.Constant(index), ast.Load())


def _name(name: str, context: ast.expr_context | None = None) -> ast.Name:
    return ast.Name(name, context or ast.Load())


def _fixed(test: ast.expr, pattern: ast.AST) -> ast.expr:
    """`test` with the place of `pattern`, so that errors in it name the line."""
    return ast.fix_missing_locations(at(test, pattern))
