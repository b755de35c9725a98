"""The cells of a notebook as text: which of them Python can't read, what they define, where."""

from __future__ import annotations

import ast
import functools
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from threadlab.homework.pasted import copied_along
from threadlab.homework.tasks import settings_of
from threadlab.words import say

_DEFINES = re.compile(r"^\s*(?:async\s+)?(?:def|class)\s+(\w+)|^(\w+)\s*=(?!=)", re.M)
_DEFINES_CODE = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)", re.M)
_BODIES = ("time", "timeit", "capture", "record", "explore", "simulate", "play", "check", "prun")
_MOST_KEPT = 20_000  # characters of a cell


@dataclass(frozen=True)
class Unreadable:
    """A cell that is no Python: why, in which line, and that line with a caret below it.

    `hint` says what was copied along with it, if that is the reason.
    """

    place: int
    name: str
    message: str
    line: int
    source: str
    caret: str
    defines: tuple[str, ...] = ()
    hint: str = ""


def transformed(source: str) -> str:
    """A cell as a kernel compiles it, with IPython's own syntax as calls; nothing is run."""
    return _transformed(source) if len(source) <= _MOST_KEPT else _transformed.__wrapped__(source)


@functools.lru_cache(maxsize=512)  # a cell is read by several, and a test once for each student
def _transformed(source: str) -> str:
    return str(TransformerManager().transform_cell(source))


class Reader:
    """What the cells of a notebook say, without running them."""

    def __init__(self, cells: Sequence[Any]):
        self._cells = cells
        self._defined: set[str] = set()
        found = []
        for place, cell in enumerate(cells):
            if cell.cell_type == "code" and cell.source.strip():
                unreadable = self._read(place, cell)
                if unreadable is not None:
                    found.append(unreadable)
        self.unreadable = tuple(found)

    def is_defined(self, name: str) -> bool:
        """Whether a cell that can be read defines `name`."""
        return name in self._defined

    def name_of(self, place: int) -> str:
        """What a cell is called: after the first function or class that it defines, or variable."""
        cell = self._cells[place]
        source = cell.source.replace("\ufeff", "").replace("\u00a0", " ")
        names = [*_DEFINES_CODE.findall(source), *_defines(source)]
        return names[0] if names else str(settings_of(cell).get("grade_id") or say("validate.cell"))

    def _read(self, place: int, cell: Any) -> Unreadable | None:
        source, skipped = code_of(cell.source)
        try:
            with warnings.catch_warnings(action="ignore"):
                compile(transformed(source), "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError as error:
            return self._unreadable(place, cell, error, skipped)
        except (ValueError, RecursionError, MemoryError):
            return None
        self._defined.update(_defines(source))
        return None

    def _unreadable(self, place: int, cell: Any, error: SyntaxError, skipped: int) -> Unreadable:
        lines = cell.source.splitlines()
        line = min(max((error.lineno or 1) + skipped, 1), len(lines))
        source = lines[line - 1]
        caret = ""
        if isinstance(error, IndentationError):
            caret = " " * (len(source.expandtabs(4)) - len(source.lstrip())) + "^"
        elif error.offset:
            text = code_of(cell.source)[0].lstrip("\n")
            cut = len(text) - len(text.lstrip(" \t"))  # which IPython takes from each line
            offset = error.offset + cut
            before = source[: offset - 1].expandtabs(4)
            width = 1
            if error.end_offset and error.end_lineno == error.lineno:
                width = max(1, min(error.end_offset + cut, len(source) + 1) - offset)
            caret = " " * len(before) + "^" * width
        return Unreadable(
            place, self.name_of(place), str(error.msg), line, source.expandtabs(4), caret,
            tuple(_defines(cell.source)), copied_along(lines, line, str(error.msg)),
        )  # fmt: skip


def code_of(source: str) -> tuple[str, int]:
    """The body of a cell, and how many lines before it are not Python's."""
    first, _, rest = source.lstrip().partition("\n")
    if not first.startswith("%%"):
        return source, 0
    name = first[2:].split()
    skipped = source.count("\n", 0, len(source) - len(source.lstrip())) + 1
    return (rest, skipped) if name and name[0] in _BODIES else ("", skipped)


def _defines(source: str) -> list[str]:
    return [one or other for one, other in _DEFINES.findall(source)]


def place_in(source: str, line: int) -> str:
    """The function or class whose statement has `line`: "Office.buy"; "" for none, or no Python."""
    body, skipped = code_of(source)
    try:
        tree = ast.parse(transformed(body))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    names: list[str] = []
    nodes: list[ast.stmt] = tree.body
    while True:
        inner = next(
            (
                node
                for node in nodes
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
                and node.lineno <= line - skipped <= (node.end_lineno or node.lineno)
            ),
            None,
        )
        if inner is None:
            return ".".join(names)
        names.append(inner.name)
        nodes = inner.body
