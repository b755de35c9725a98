"""Whether a text of a student's puts together names that stand nowhere in it.

`getattr(self, name)` is in order where `name` can be nothing but what is written there; it is not
beside what could make of letters, of numbers, or of what arguments and variables are called, the
name of a part of Python's own machinery.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

# What makes names that do not stand in a text, so that a variable may hold any of them.
_MAKERS = frozenset({"dir", "vars", "locals", "chr", "str", "repr", "ascii", "bytes", "bytearray",
                     "open", "input", "format"})  # fmt: skip
_MAKING_TEXT = """
    __kwdefaults__ __members__ __dataclass_fields__ _fields f_locals co_varnames
    __doc__ __name__ __qualname__ __dict__ __mro__ __annotations__ co_names args name join decode
    format replace translate removeprefix removesuffix strip split lower upper swapcase casefold
    partition loads load read readline
"""
_MAKING = frozenset(_MAKING_TEXT.split())
_GO_THROUGH = frozenset({"map", "zip", "enumerate", "iter", "list", "tuple", "set", "sorted",
                         "reversed", "filter", "max", "min"})  # fmt: skip
_ODD_MAKERS = frozenset({"dir", "vars", "locals", "chr", "bytes", "bytearray"})
_ODD_MAKING = frozenset({"__doc__", "__dict__", "__mro__", "co_names", "decode", "b64decode",
                         "fromhex", "getmembers", "unescape"})  # fmt: skip
_PLAIN_MODULES_TEXT = """
    threading time functools contextlib collections queue dataclasses itertools typing random abc
    concurrent math enum asyncio heapq operator decimal uuid fractions statistics
"""
_PLAIN_MODULES = frozenset(_PLAIN_MODULES_TEXT.split())


def makes_names(nodes: list[ast.AST], modules: Iterable[str]) -> bool:
    """Whether a variable of the same text may hold a name that stands nowhere in it."""
    if any(module.partition(".")[0] not in _PLAIN_MODULES for module in modules):
        return True
    return any(
        (isinstance(node, ast.Name) and node.id in _MAKERS)
        or (isinstance(node, ast.Attribute) and node.attr in _MAKING)
        or _cuts_a_text(node)
        for node in nodes
    )


def _cuts_a_text(node: ast.AST) -> bool:
    """Whether names may come of parts of a text, of a number, or of what arguments are called."""
    if isinstance(node, (ast.Subscript, ast.For, ast.comprehension)):
        value = node.value if isinstance(node, ast.Subscript) else node.iter
        return _is_text(value)
    if isinstance(node, ast.Call):  # list("a_b")
        return any(map(_is_text, node.args)) and isinstance(node.func, ast.Name) and (
            node.func.id in _GO_THROUGH)  # fmt: skip
    if isinstance(node, ast.Assign):  # _, one, _ = "a_b"
        return _is_text(node.value) and isinstance(node.targets[0], (ast.Tuple, ast.List))
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Mod, ast.Mult)) and _is_text(node.left)
    if isinstance(node, ast.FormattedValue):
        return node.format_spec is not None
    if isinstance(node, ast.arguments):
        return node.kwarg is not None
    return isinstance(node, (ast.MatchMapping, ast.MatchStar))


def _is_text(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))
    return is_text or isinstance(node, ast.JoinedStr)


def makes_odd_names(nodes: list[ast.AST], documents: set[int], odd_ones: Collection[str]) -> bool:
    """Whether a text has what the odd names of Python's own parts are put together of."""
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in _ODD_MAKERS:
            return True
        if isinstance(node, ast.Attribute) and node.attr in _ODD_MAKING:
            return True
        named = node.arg if isinstance(node, (ast.keyword, ast.arg)) else None
        named = node.id if isinstance(node, ast.Name) and node.id in odd_ones else named
        if named and (named in odd_ones or named.startswith("__")):
            return True
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            odd = text.strip("_") != text or "__" in text or text in odd_ones
            if id(node) not in documents and odd and text != "__main__":
                return True
    return False
