"""The text of a program: its modules' parts, in the order in which they are executed."""

from __future__ import annotations

import ast
import linecache
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadlab.explorer.stage import Stage


@dataclass(frozen=True)
class Part:
    """A piece of a module's source, and the `file` that tracebacks name for it.

    `keep` says which of its statements, counted from 0, are executed; None stands for all.
    """

    source: str
    file: str
    keep: frozenset[int] | None = None
    exact: bool = False  # a check: comparisons are exact (exact.py)


@dataclass(frozen=True)
class Text:
    """A module of the program: its parts in the order in which they are executed.

    `entry` is the function that is called then; empty, the text itself is the program. `before` is
    called when its statements are about to be executed and returns what is called after them; that
    may return the entry, where it is no plain name (functions.py). `module` is what the text calls
    itself, `package` where its relative imports begin. `fallback` is used instead where executing the text as a whole does not work.
    """

    parts: tuple[Part, ...]
    entry: str = ""
    module: str = "program"
    package: str = ""
    path: tuple[str, ...] | None = None  # where the modules of a package are
    before: Callable[[Stage], Callable[[], Any]] | None = None
    fallback: Text | None = None

    @property
    def scripted(self) -> bool:
        """Whether its statements are the program, and not only definitions for its entry."""
        return self.module == "__main__"

    @property
    def is_check(self) -> bool:
        """Whether it is a check, which says something only if it comes to its end."""
        return any(part.exact for part in self.parts)

    @property
    def whole(self) -> str:
        """What all of its parts say."""
        return "\n".join(part.source for part in self.parts)

    @property
    def files(self) -> list[str]:
        """The files of its parts."""
        return [part.file for part in self.parts]


@contextmanager
def unwarned() -> Iterator[None]:
    """Read a program without its warnings: whoever has written it hears them when it is run."""
    with warnings.catch_warnings():
        for category in (SyntaxWarning, DeprecationWarning):
            warnings.simplefilter("ignore", category)
        yield


def parsed(source: str, file: str = "<unknown>") -> ast.Module:
    """The tree of `source`, a text of the program's. Raises `SyntaxError`, and `ValueError`."""
    with unwarned():
        return ast.parse(source, file)


@lru_cache(maxsize=200)
def read(source: str) -> ast.Module:
    """The same tree each time, for those who only look at it. Raises as `parsed`."""
    return parsed(source)


def entry_of(source: str, entry: str | None) -> str:
    """The function to call: the one named, or a `main` that the text defines and does not call."""
    if entry is not None:
        return entry
    try:
        tree = read(source)
    except SyntaxError:
        return ""
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    outside = [node for node in tree.body if not isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    calls = {
        node.func.id
        for statement in outside
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return "main" if "main" in functions and "main" not in calls else ""


_files: dict[str, str] = {}  # by the text that is in them


def show(part: Part) -> None:
    """Have tracebacks find the lines of `part` under the name of its file."""
    lines = part.source.splitlines(keepends=True)
    linecache.cache[part.file] = (len(part.source), None, lines, part.file)


def remember(source: str) -> str:
    """Give `source` a file name under which tracebacks find its lines."""
    number = len(_files) + 1
    file = _files.setdefault(source, f"<program {number}>" if number > 1 else "<program>")
    if file in linecache.cache:
        return file
    lines = source.splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)
    return file
