"""The running interpreter's own modules: which of them only compute, where they lie, their code."""

from __future__ import annotations

import ast
import importlib.util
import os
import site
import sys
import sysconfig
import types
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

from threadlab.explorer.model.fields import rename

# Modules of the standard library that only compute: the program gets the real ones.
_PURE_TEXT = """
    __future__ abc array ast base64 binascii bisect calendar cmath collections contextlib copy csv
    decimal difflib enum fractions graphlib hashlib heapq hmac html inspect itertools json keyword
    math numbers operator pprint re reprlib statistics string struct textwrap token tokenize
    traceback types typing unicodedata warnings weakref zlib zoneinfo typing_extensions copyreg
    stringprep colorsys tomllib contextvars urllib.parse configparser errno stat fnmatch shlex
    ipaddress getopt urllib.error http.cookies
"""
PURE = frozenset(_PURE_TEXT.split())
ALONE = frozenset(["http"])  # packages that only compute themselves: not so what is in them


# The code of a module, the names that its functions use, and the fields of its classes.
Executed = tuple[types.CodeType, frozenset[str], dict[str, tuple[str, ...]]]


def code_of(name: str, classes: tuple[str, ...] | None) -> tuple[types.CodeType, frozenset[str]]:
    """The code of a module's own source; of these `classes` alone, if they are not None.

    Besides, the names that its functions use without binding them: "deque", or "os.environ".

    Raises `OSError` where Python has come without its source.
    """
    return executed(name, classes)[:2]


def fields_of(name: str, classes: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    """The fields of the classes in that code, by class: it has them under other names."""
    return executed(name, classes)[2]


@cache
def executed(name: str, classes: tuple[str, ...] | None) -> Executed:
    return compiled(*source_of(name), classes)


def source_of(name: str) -> tuple[str, str]:
    """The text of a module of Python's own, and its file, which may lie in an archive."""
    spec = importlib.util.find_spec(name)
    origin = name if spec is None else file_of(spec)
    text = text_at(origin, name, spec.loader if spec is not None else None)
    if text is None:
        raise FileNotFoundError(origin)
    return text, origin


def file_of(spec: ModuleSpec) -> str:
    """The file of a module's text. In an archive its code may lie beside it, and is found first."""
    origin = str(spec.origin)
    return origin.removesuffix("c") if origin.endswith(".pyc") else origin


def text_at(file: str, name: str, loader: Any) -> str | None:
    """The text of the module `name` in `file`; None where Python has come without it.

    In a browser the standard library is an archive, of which the module's `loader` knows.
    """
    if Path(file).is_file():
        return Path(file).read_text(encoding="utf-8")
    text: str | None = None
    with suppress(ImportError, OSError, AttributeError):
        text = loader.get_source(name)
    return text


def compiled(source: str, origin: str, classes: tuple[str, ...] | None) -> Executed:
    """The same of the text of a module, which is in the file `origin`."""
    tree = ast.parse(source)
    if classes is not None:
        tree.body = [
            node for node in tree.body if isinstance(node, ast.ClassDef) and node.name in classes
        ]
    uses = frozenset(_used(tree))
    fields = rename(tree)
    return compile(tree, origin, "exec"), uses, fields


def _used(tree: ast.Module) -> Iterator[str]:
    """What functions take from around them: names that nothing binds, parts of what has a name."""
    nodes = list(ast.walk(tree))
    bound = {node.arg for node in nodes if isinstance(node, ast.arg)}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.alias):
            bound.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)) and node.name:
            bound.add(node.name)
    for function in nodes:
        for node in ast.walk(function) if isinstance(function, ast.FunctionDef) else ():
            if isinstance(node, ast.Name) and node.id not in bound:
                yield node.id
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield f"{node.value.id}.{node.attr}"


def is_pure(name: str) -> bool:
    """Whether a program gets the real module `name`, as a copy."""
    root = name.partition(".")[0]
    return (root in PURE or name in PURE or name in ALONE) and is_installed(root)


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
    paths += site.getsitepackages()
    own: str | None = site.getusersitepackages()
    paths += [own] if own is not None else []  # in a browser nobody has a folder
    paths.append(str(Path(ast.__file__).parent))  # … and the standard library is an archive
    paths.append(str(Path(__file__).parents[2]))
    return tuple(str(Path(path).resolve()) + os.sep for path in paths)
