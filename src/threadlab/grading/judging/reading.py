"""What the judge reads in cells: names and doubts, or nothing where a cell can't be read.

A cell may be no Python at all, or nested so deeply that Python's own parser gives up. That costs
the cell, never the judge. Everything is read once for each text.
"""

from __future__ import annotations

import ast
import contextlib
import symtable
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from IPython.core.inputtransformer2 import TransformerManager

from threadlab.explorer.source import needed
from threadlab.grading.judging import suspicion
from threadlab.grading.judging.claims import TestCell

_Result = TypeVar("_Result")
_GIVES_UP = (SyntaxError, ValueError, TypeError, RecursionError, MemoryError, RuntimeError)


def _or(default: Callable[[], Any]) -> Callable[[Callable[..., _Result]], Callable[..., _Result]]:
    """Read once for each text; where that fails, the result is `default()`."""

    def wrap(read: Callable[..., _Result]) -> Callable[..., _Result]:
        @lru_cache(maxsize=2048)
        def safely(*given: Any) -> Any:
            try:
                return read(*given)
            except _GIVES_UP:
                return default()

        return safely

    return wrap


@_or(str)
def plain(source: str) -> str:
    """A cell with IPython's own syntax as plain Python; empty if it is neither."""
    text = str(TransformerManager().transform_cell(source))
    ast.parse(text)
    return text


def is_program(source: str) -> bool:
    """Whether a cell is a program of its own, a file beside the notebook."""
    return source.lstrip().partition("\n")[0].split()[:1] == ["%%program"]


def only_written(source: str) -> str:
    """A program's cell that writes it down and does not run it."""
    first, _, body = source.lstrip().partition("\n")
    return f"{first} --only-write\n{body}"


@_or(frozenset)
def bound(source: str) -> frozenset[str]:
    """The names that the top level of `source` binds."""
    return frozenset(needed.bound(source))


@_or(frozenset)
def loaded(source: str) -> frozenset[str]:
    """The global names that `source` uses and does not bind itself."""
    return frozenset(needed.loaded(source))


@_or(tuple)
def suspicions(source: str) -> tuple[str, ...]:
    """What in a cell could change how Python itself works."""
    return tuple(suspicion.suspicions(source, plain))


@_or(frozenset)
def global_names(source: str) -> frozenset[str]:
    """The names of globals to which a cell's code may give a meaning of its own.

    The import of a module of the standard library, or of one that everybody has, is none.
    """
    text = plain(source)
    harmless = {
        (alias.asname or alias.name).split(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        and _is_known(node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for alias in node.names
    }
    found: set[str] = set()
    imported: set[str] = set()
    todo = [symtable.symtable(text, "<cell>", "exec")]
    while todo:
        table = todo.pop()
        top = table.get_type() == "module"
        for symbol in table.get_symbols():
            if not (top or symbol.is_declared_global()):
                continue
            if symbol.is_assigned() or symbol.is_namespace():
                found.add(symbol.get_name())
            elif symbol.is_imported():
                imported.add(symbol.get_name())
        todo += table.get_children()
    return frozenset(found | (imported - harmless))


def _is_known(module: str | None) -> bool:
    top = (module or "").split(".")[0]
    return top in sys.stdlib_module_names or top in ("numpy", "matplotlib", "IPython", "threadlab")


def kept(cells: Iterable[str], names: Iterable[str]) -> list[str]:
    """What is used of `cells`, in their order, by a check that needs `names`."""
    sources = [plain(cell) for cell in cells]
    try:
        chosen, _ = needed.needed(sources, names, latest=True)
        return [
            "\n".join(ast.unparse(node) for place, node in enumerate(ast.parse(source).body)
                      if place in places)
            for source, places in zip(sources, chosen, strict=True)
        ]  # fmt: skip
    except _GIVES_UP:
        return sources


@_or(tuple)
def definitions(source: str) -> tuple[str, ...]:
    """What a cell defines and imports at its top level."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return tuple(ast.unparse(node) for node in ast.parse(plain(source)).body
                 if isinstance(node, kinds))  # fmt: skip


@_or(dict)
def literals(source: str) -> dict[str, str]:
    """The global names that a cell plainly sets to written-out data, with the statements."""
    found = {}
    for node in ast.parse(plain(source)).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            if isinstance(target, ast.Name):
                with contextlib.suppress(ValueError):
                    ast.literal_eval(node.value)
                    found[target.id] = ast.unparse(node)
    return found


@lru_cache(maxsize=512)
def test_cell(source: str, own: frozenset[str], before: tuple[str, ...]) -> TestCell:
    """A test cell taken apart, see `TestCell.of`; raises `SyntaxError`."""
    return TestCell.of(source, own, before)
