"""Where a test uses what an operator gives as an object only, so that no method can lie there.

    assert (total(1) + total(2)).amount == 3
    assert max(cards()) == Card(9)

An operator of an answer's own may give what it likes. Where that is compared with plain data, as in
`abs(root(2) - 1.41) < 0.01`, it could lie, and a person looks. But where a test looks for a part of
it that no plain data has, or compares it with an object that the test has made, it has to be right.
So has the item that `max` picks, and the order into which `sorted` puts what has to be compared.
"""

from __future__ import annotations

import ast
import datetime
import decimal
import fractions
from collections.abc import Callable
from typing import Any

from threadlab.grading.wire.names import OBJECT

PICKING = frozenset({"sorted", "max", "min"})
_SETS = frozenset({"set", "frozenset"})
_EQUAL = frozenset({"assertEqual", "assertEquals", "assertNotEqual"})
_LOOKING = frozenset({"isinstance", "type", "print", "id", "hasattr"})
_OF_ARRAYS_TEXT = """
    T all any argmax argmin argsort array astype at columns corr cumsum describe diff dot dtype
    dtypes empty eq equals filter flat flatten fillna groupby head iat iloc isna isnull item
    iterrows itertuples loc max mean median min name ndim nbytes norm notna nunique prod quantile
    ravel reshape reset_index round series shape size sort_values squeeze std sum tail to_dict
    to_list to_numpy tolist toarray todense trace transpose unique value_counts var where nnz
"""
_DATA = (int, float, complex, str, bytes, list, tuple, dict, set, datetime.date, datetime.datetime,
         datetime.time, datetime.timedelta, fractions.Fraction, decimal.Decimal)  # fmt: skip
# Parts that plain data may have.
_OF_DATA = frozenset(_OF_ARRAYS_TEXT.split()).union(*map(dir, _DATA))
_ARITHMETIC = (ast.BinOp, ast.UnaryOp)
_Classes = Callable[[ast.expr], set[str]]


def mark(tree: ast.Module, classes: _Classes, real: frozenset[str]) -> None:
    """Mark in a test what is used as an object only; `real` are Python's own functions there."""
    _Marker(tree, classes, real).mark()


def wrapped(tree: ast.AST) -> Any:
    """`tree` with a call around each of its parts that is marked; it is changed."""
    return _Wrapper().visit(tree)


def _shows_data(text: str) -> bool:
    """Whether a text is how plain data is shown: a number, a list, a day."""
    try:
        ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return not any(map(str.isalpha, text)) and "<" not in text
    return True


class _Wrapper(ast.NodeTransformer):
    def visit(self, node: Any) -> Any:
        node = self.generic_visit(node)
        if not getattr(node, "_as_object", False):
            return node
        node._as_object = False
        call = ast.Call(ast.Name(OBJECT, ast.Load()), [node], [])
        return ast.copy_location(call, node)


class _Marker:
    """Which values of one test are used as objects only."""

    def __init__(self, tree: ast.Module, classes: _Classes, real: frozenset[str]):
        self.tree = tree
        self.classes = classes
        self.real = real
        self.nodes = list(ast.walk(tree))
        self.parents = {
            child: node for node in self.nodes for child in ast.iter_child_nodes(node)
        }  # fmt: skip
        self.names = self._candidates()
        while lost := {name for name in self.names if not self._is_object(name)}:
            self.names -= lost

    def mark(self) -> None:
        """Mark what is used so, and asks a method of the answer's on the way."""
        for node in self.nodes:
            if self._is_arithmetic(node):
                outer = not self._is_arithmetic(self.parents[node])
                found = outer and not self._is_made(node) and self._fits(node)
            elif isinstance(node, ast.AugAssign):
                if isinstance(node.target, ast.Name) and node.target.id in self.names:
                    node._free = True  # type: ignore[attr-defined]
                continue
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = node.func.id if node.func.id in self.real and node.args else ""
                found = (
                    (name in PICKING and (self._fits(node) or self._is_judged(node)))
                    or (name in _SETS and self._is_compared(node))
                    or (name == "bool" and self._is_asked(node))
                )
            else:
                continue
            if found:
                node._as_object = True  # type: ignore[attr-defined]

    def _candidates(self) -> set[str]:
        """The variables that only statements and loops of the test bind, one at a time."""
        found: set[str] = set()
        others: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                parent = self.parents[node]
                bound = isinstance(parent, (ast.Assign, ast.AnnAssign, ast.AugAssign)) or (
                    isinstance(parent, (ast.For, ast.comprehension)) and parent.target is node
                )
                (found if bound else others).add(node.id)
            elif isinstance(node, ast.arg):
                others.add(node.arg)
        return found - others

    def _is_object(self, name: str) -> bool:
        return all(
            self._fits(node) for node in self.nodes
            if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
        )  # fmt: skip

    @staticmethod
    def _is_arithmetic(node: ast.AST) -> bool:
        return isinstance(node, _ARITHMETIC) and not (
            isinstance(node, ast.UnaryOp)
            and (isinstance(node.op, ast.Not) or isinstance(node.operand, ast.Constant))
        )  # fmt: skip

    def _is_made(self, node: ast.AST) -> bool:
        """Whether an operator is asked of nothing but what the test has made, or of constants."""
        if isinstance(node, ast.BinOp):
            return self._is_made(node.left) and self._is_made(node.right)
        if isinstance(node, ast.UnaryOp):
            return self._is_made(node.operand)
        return isinstance(node, ast.Constant) or bool(self.classes(node))  # type: ignore[arg-type]

    def _fits(self, node: ast.AST) -> bool:
        """Whether what stands at `node` is used as an object only."""
        parent = self.parents[node]
        match parent:
            case ast.Attribute(attr=name, ctx=ast.Load()):
                return name not in _OF_DATA and not name.startswith("__")
            case ast.Compare() | ast.Call() if self._is_compared(node):
                return True
            case ast.Call(func=ast.Name(id="str" | "repr"), args=[_], keywords=[]):
                return self._is_text(parent)
            case ast.Call(func=function, args=given):
                looks = isinstance(function, ast.Name) and function.id in _LOOKING
                return function is node or (looks and given[:1] == [node])
            case ast.Subscript(value=value, ctx=ast.Load()):
                return value is node and self._fits(parent)
            case ast.BinOp() | ast.UnaryOp():
                return self._is_arithmetic(parent) and self._fits(parent)
            case ast.Assign(targets=targets):
                return all(
                    isinstance(target, ast.Name) and target.id in self.names for target in targets
                )
            case ast.AnnAssign(target=ast.Name(id=name), value=value):
                return value is node and name in self.names
            case (
                ast.For(target=ast.Name(id=name), iter=items)
                | ast.comprehension(target=ast.Name(id=name), iter=items)
            ):
                return items is node and name in self.names
            case ast.Expr():
                return parent is not self.tree.body[-1]  # nobody asks for it
        return self._is_said(node)

    def _is_judged(self, node: ast.AST) -> bool:
        """Whether an assertion compares what comes of it with nothing but what is written there."""
        parent = self.parents[node]
        while isinstance(parent, ast.expr | ast.comprehension | ast.keyword):
            if isinstance(parent, (ast.Lambda, ast.NamedExpr, ast.IfExp)):
                return False
            if isinstance(parent, ast.Compare):
                others = [side for side in (parent.left, *parent.comparators) if side is not node]
                if len(parent.ops) != 1 or not isinstance(parent.ops[0], ast.Eq):
                    return False
                return all(map(self._is_written, others)) and self._is_asserted(parent)
            node, parent = parent, self.parents[parent]
        return False

    def _is_written(self, node: ast.expr) -> bool:
        return bool(self.classes(node)) or all(
            isinstance(part, (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.UnaryOp,
                              ast.operator, ast.unaryop, ast.expr_context))
            for part in ast.walk(node)
        )  # fmt: skip

    def _is_asserted(self, node: ast.AST) -> bool:
        while isinstance(node, (ast.Compare, ast.BoolOp)):
            node = self.parents[node]
        return isinstance(node, ast.Assert)

    def _is_text(self, node: ast.AST) -> bool:
        """Whether it has to be a text that no plain data is shown by."""
        match self.parents[node]:
            case ast.Compare(
                left=one, ops=[ast.Eq()], comparators=[ast.Constant(value=str(text))]
            ) if one is node and text:
                return not _shows_data(text)
        return False

    def _is_said(self, node: ast.AST) -> bool:
        """Whether it is just a part of an assertion's message."""
        parent = self.parents[node]
        while isinstance(parent, (ast.FormattedValue, ast.JoinedStr)):
            node, parent = parent, self.parents[parent]
        return isinstance(parent, ast.Assert) and parent.msg is node

    def _is_compared(self, node: ast.AST) -> bool:
        """Whether it has to be equal to what the test has made, and nothing else is asked of it."""
        parent = self.parents[node]
        if self._is_arithmetic(parent):
            return self._is_compared(parent)
        if isinstance(parent, ast.Call) and node in parent.args[:2]:
            name = getattr(parent.func, "attr", "")
            others = [side for side in parent.args[:2] if side is not node]
            return name in _EQUAL and any(map(self.classes, others))
        if not isinstance(parent, ast.Compare) or len(parent.ops) != 1 or (
            not isinstance(parent.ops[0], (ast.Eq, ast.NotEq))
        ):  # fmt: skip
            return False
        [other] = [side for side in (parent.left, *parent.comparators) if side is not node]
        return bool(self.classes(other))

    def _is_asked(self, node: ast.Call) -> bool:
        """Whether an assertion asks for a truth that a plain True or False could tell as well."""
        parent = self.parents[node]
        while isinstance(parent, (ast.Compare, ast.BoolOp)) or (
            isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
        ):  # fmt: skip
            if isinstance(parent, ast.Compare) and not all(
                side is node or isinstance(side, ast.Constant)
                for side in (parent.left, *parent.comparators)
            ):  # fmt: skip
                return False
            parent = self.parents[parent]
        return isinstance(parent, ast.Assert)
