"""What of an assertion only the room can say, and what is left for an arbiter to judge."""

from __future__ import annotations

import ast
import builtins
import copy
import re
from collections.abc import Mapping
from typing import Any

from threadlab.explorer.bindings import arguments_of, targets
from threadlab.grading.judging.operators import Guard
from threadlab.grading.wire.names import ASK, COMPARE, COMPARE_EACH, REAL

# Of these a call with something of the sandbox as its argument is made there as a whole.
_FOLDED_TEXT = """
    abs ascii bin bool bytes complex dict float frozenset hex int len list max min oct ord repr
    reversed round set sorted str sum tuple enumerate zip
"""
_FOLDED = frozenset(_FOLDED_TEXT.split())
NAMESPACES = frozenset({"globals", "locals", "vars", "dir"})
_DISPLAYS = (ast.List, ast.Tuple, ast.Set)
# What a test has set up in the room is there: the state of random numbers, and files.
_STATEFUL = re.compile(
    r"numpy\.(random\b.*|load|loadtxt|genfromtxt|fromfile|memmap|DataSource|geterr|get_printoptions"
    r"|array2string|array_str|array_repr)"
    r"|decimal\.(getcontext|localcontext)"
)
# Classes that take others in brackets.
_GENERIC = frozenset({"list", "dict", "set", "frozenset", "tuple", "type"})


class Splitter(ast.NodeTransformer):
    """Replaces what must be asked for by `__ask__(number, *bound)`, as much at a time as can be.

    Comparisons become calls of `__compare__`; `solid` is whether one of them is with more than
    True, False or None. Whether two objects are the same is asked where they are, and so is what
    comes of an operator of an object that the test itself has made: `guard` knows its class. The
    names of `imports` mean modules that calculate outside.
    """

    def __init__(
        self,
        pure: frozenset[str],
        real: frozenset[str],
        imports: Mapping[str, str],
        guard: Guard,
    ):
        self.pure = pure
        self.real = real
        self.imports = imports
        self.kinds = guard.classes
        self.told = guard.told
        self.holes: list[tuple[ast.expr, list[str]]] = []
        self.solid = False
        self.stateful = False  # what is expected may rest on what the room has
        self.mixed = False  # expected values would have to go where objects are looked at
        self._each: set[ast.AST] = set()
        self._known: list[set[str]] = []

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Have plain data compared outside, and what only the room can compare in there."""
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
        """Whether only the room can compare: what is the same object, and what names there are.

        So can it where the test asks an object of its own what it says of some plain data.
        """
        if not isinstance(operator, (ast.Is, ast.IsNot)) and (
            self.kinds(left) or self.kinds(right)
        ):  # fmt: skip
            plain = [isinstance(side, ast.Constant) for side in (left, right)]
            return any(plain) and (self._rooted(left) or self._rooted(right))
        if isinstance(operator, (ast.In, ast.NotIn)):
            if self.told(right) and isinstance(left, ast.Constant):
                return True
            return (isinstance(right, ast.Call) and isinstance(right.func, ast.Name)
                    and right.func.id in NAMESPACES and not (right.args or right.keywords)
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
            plain = all(isinstance(part, ast.Constant) or self._of_the_room(part) for part in given)
            return plain and any(map(self._of_the_room, given))
        path = ""
        while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
            path = f".{node.attr}{path}" if isinstance(node, ast.Attribute) else ""
            node = node.func if isinstance(node, ast.Call) else node.value
        if not isinstance(node, ast.Name):
            return self._calculates(node)
        if self._is_known(node.id):
            module = "" if self._local(node.id) else self.imports.get(node.id, "")
            stateful = bool(_STATEFUL.fullmatch(f"{module}{path}"))
            self.stateful = self.stateful or stateful
            return stateful
        return True

    def _of_the_room(self, node: ast.expr) -> bool:
        """Whether an argument is the room's: of itself, or as a list of its objects."""
        if isinstance(node, _DISPLAYS) and self.kinds(node):
            return all(map(self._rooted, node.elts))
        return self._rooted(node)

    def _calculates(self, node: ast.expr) -> bool:
        """Whether an operator is asked of an object of a class whose operators are tested."""
        if not isinstance(node, (ast.BinOp, ast.UnaryOp)) or not self.kinds(node):
            return False
        if isinstance(node, ast.UnaryOp):
            return not isinstance(node.op, ast.Not) and self._rooted(node.operand)
        sides = (node.left, node.right)
        return all(isinstance(side, ast.Constant) or self._rooted(side) for side in sides)

    def _is_kind(self, node: ast.AST) -> bool:
        """Whether `node` is a type as in a hint: `list[int]`, `int | None`."""
        if isinstance(node, ast.Subscript):
            return (isinstance(node.value, ast.Name) and node.value.id in _GENERIC
                    and not self._local(node.value.id))  # fmt: skip
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.BitOr):
            return False
        sides = (node.left, node.right)
        return any(map(self._names_class, sides)) and all(
            self._is_kind(side) or self._names_class(side)
            or (isinstance(side, ast.Constant) and side.value is None)
            for side in sides
        )  # fmt: skip

    def _names_class(self, node: ast.AST) -> bool:
        return (isinstance(node, ast.Name) and not self._local(node.id)
                and isinstance(getattr(builtins, node.id, None), type))  # fmt: skip

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
        """Make a hole of what is the room's, and look into the parts of all else."""
        if isinstance(node, ast.expr) and (self._rooted(node) or self._is_kind(node)):
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
