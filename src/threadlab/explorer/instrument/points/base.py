"""What every part of the rewriter uses: sites, hooks and temporary variables."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterator, Sequence
from typing import TypeVar

from threadlab.explorer.bindings import Scope
from threadlab.explorer.engine.site import Site
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.instrument.scopes import Scopes
from threadlab.explorer.trees import Visiting

OPERATORS = {
    ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge",
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Mod: "mod", ast.BitOr: "or_",
    ast.BitAnd: "and_", ast.BitXor: "xor",
}  # fmt: skip


IN_PLACE = {
    ast.Add: "iadd", ast.Sub: "isub", ast.Mult: "imul", ast.Div: "itruediv",
    ast.FloorDiv: "ifloordiv", ast.Mod: "imod", ast.Pow: "ipow", ast.MatMult: "imatmul",
    ast.BitOr: "ior", ast.BitAnd: "iand", ast.BitXor: "ixor", ast.LShift: "ilshift",
    ast.RShift: "irshift",
}  # fmt: skip
# t"…" from Python 3.14 on: what stands in it is taken along as it is, and no text is made of it.
_TEMPLATE: type[ast.expr] = getattr(ast, "TemplateStr", ast.JoinedStr)


class Base(Visiting, ast.NodeTransformer):
    """Rewrites one module. `sites` collects the places, numbered on from those already in it.

    With `values` the hooks are also told every value that is read: slower, for telling a story.
    """

    def __init__(
        self,
        scopes: Scopes,
        sites: list[Site],
        module: str,
        attributes: Container[str],
        taken_names: set[str],
        *,
        values: bool = False,
    ):
        self.scopes = scopes
        self.sites = sites
        self.module = module
        self.file = ""
        self.exact = False  # whether comparisons are those of a check cell
        self.lazy = False  # whether annotations are never evaluated
        self.values = values
        self.is_own: Callable[[str], bool] = lambda name: False
        self._scope = scopes.module
        # Functions that others can call: they may look at what is returned (`filter(f, rows)`).
        self._taken_names = taken_names
        self._handed = False
        self._guards = 0  # the statements around that do something when they are left
        self._returned = ""  # the variable of what is returned within them
        self._yields = False  # whether the function is a generator
        self._used_up: set[ast.expr] = set()  # generators that only one call ever sees
        self._temporaries = 0
        self._attributes = attributes

    def _site(
        self, operation: str, node: ast.AST, key: str, name: str | None = None
    ) -> ast.Constant:
        index = len(self.sites)
        text = name if name is not None else text_of(node)
        place = (
            getattr(node, "lineno", 0),
            getattr(node, "col_offset", 0),
            getattr(node, "end_lineno", 0),
            getattr(node, "end_col_offset", 0),
        )
        deletes = isinstance(getattr(node, "ctx", None), ast.Del)
        self.sites.append(
            Site(index, operation, text, key, self.module, self.file, *place, deletes)
        )
        return ast.Constant(index)

    def _hook(self, hook: Hook, *arguments: ast.expr) -> ast.Call:
        return ast.Call(ast.Name(hook.name, ast.Load()), list(arguments), [])

    def _read(self, node: ast.expr, site: ast.Constant, value: ast.expr) -> ast.expr:
        """`value`, whose hook has been called with `site`; told too if values are wanted."""
        if self.values:
            value = self._hook(names.VALUE_READ, site, value)
        return at(value, node)

    def _temporary(self) -> str:
        self._temporaries += 1
        return names.temporary(self._temporaries)

    def _token(self, owner: Scope) -> ast.expr:
        return ast.Name(names.scope_token(owner.number), ast.Load())

    def block(self, statements: Sequence[ast.stmt]) -> list[ast.stmt]:
        """The statements that stand for `statements`, points in place."""
        done: list[ast.stmt] = []
        for statement in statements:
            result = self.visit(statement)
            done += result if isinstance(result, list) else [result]
        return done


def text_of(node: ast.AST) -> str:
    """What the reader wrote, shortened."""
    try:
        text = _dotted(node) or ast.unparse(node)
    except (AttributeError, ValueError):
        return ""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _dotted(node: ast.AST) -> str:
    """The text of a name, or of attributes of one, which most nodes are; "" of others."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (value := _dotted(node.value)):
        return f"{value}.{node.attr}"
    return ""


Node = TypeVar("Node", bound=ast.AST)


def at(new: Node, old: ast.AST) -> Node:
    """`new` with the place of `old`."""
    return ast.copy_location(new, old)


def assign(name: str, value: ast.expr, node: ast.AST) -> ast.stmt:
    """The statement that puts `value` into the variable `name`, at the place of `node`."""
    return at(ast.Assign([ast.Name(name, ast.Store())], value), node)


def load(name: str, node: ast.AST) -> ast.expr:
    """The variable `name` as an expression, at the place of `node`."""
    return at(ast.Name(name, ast.Load()), node)


def is_plain(node: ast.expr) -> bool:
    """Whether `node` can only be a number, a string or None: no container is equal to that.

    Not bytes, to which a bytearray may be.
    """
    if isinstance(node, ast.UnaryOp):
        return is_plain(node.operand)
    if isinstance(node, ast.Constant):
        return type(node.value) is not bytes
    return isinstance(node, ast.JoinedStr)


def is_in_itself(node: ast.expr) -> bool:
    """Whether there is nothing within the value of `node` that another thread could change."""
    return isinstance(node, (ast.Constant, ast.JoinedStr, ast.Compare, _TEMPLATE))


def is_number(node: ast.expr) -> bool:
    """Whether `node` can only be a number."""
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand)
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float, complex))


def leaves(target: ast.expr) -> Iterator[ast.expr]:
    """The targets within a target that is unpacked."""
    if isinstance(target, (ast.Tuple, ast.List)):
        for part in target.elts:
            yield from leaves(part)
    elif isinstance(target, ast.Starred):
        yield from leaves(target.value)
    else:
        yield target
