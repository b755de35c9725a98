"""The running interpreter's own modules: which of them only compute, where they lie, their code."""

from __future__ import annotations

import ast
import importlib.util
import os
import site
import sys
import sysconfig
import types
from functools import cache
from pathlib import Path

from threadlab.explorer.model.fields import rename

# Modules of the standard library that only compute: the program gets the real ones.
_PURE_TEXT = """
    __future__ abc array ast base64 binascii bisect calendar cmath collections contextlib copy csv
    decimal difflib enum fractions graphlib hashlib heapq hmac html inspect itertools json keyword
    math numbers operator pprint re reprlib statistics string struct textwrap token tokenize
    traceback types typing unicodedata warnings weakref zlib zoneinfo typing_extensions copyreg
    stringprep colorsys tomllib contextvars
"""
PURE = frozenset(_PURE_TEXT.split())


def code_of(name: str, classes: tuple[str, ...] | None) -> types.CodeType:
    """The code of a module's own source; of these `classes` alone, if they are not None."""
    return _code_and_fields(name, classes)[0]


def fields_of(name: str, classes: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    """The fields of the classes in that code, by class: it has them under other names."""
    return _code_and_fields(name, classes)[1]


@cache
def _code_and_fields(
    name: str, classes: tuple[str, ...] | None
) -> tuple[types.CodeType, dict[str, tuple[str, ...]]]:
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    if classes is not None:
        tree.body = [
            node for node in tree.body if isinstance(node, ast.ClassDef) and node.name in classes
        ]
    fields = rename(tree)
    return compile(tree, spec.origin, "exec"), fields


def computes(module: str | None) -> bool:
    """Whether a module of the standard library only computes."""
    root = (module or "").partition(".")[0]
    return root.lstrip("_") in PURE or root in PURE


@cache
def is_installed(name: str) -> bool:
    """Whether a module of this name comes with Python, and is not a file beside the program."""
    if name in sys.modules:
        return True
    spec = importlib.util.find_spec(name)
    origin = spec.origin if spec is not None else None
    return origin in (None, "built-in", "frozen") or str(origin).startswith(libraries())


@cache
def libraries() -> tuple[str, ...]:
    """The folders of installed packages and of the standard library: not the program's own."""
    paths = [sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")]
    paths += [*site.getsitepackages(), site.getusersitepackages()]
    paths.append(str(Path(__file__).parents[2]))
    return tuple(str(Path(path).resolve()) + os.sep for path in paths)
