"""The text of a test cell as Python: magics that run Python are what they run.

    %%capture                         is its body
    %time assert squares(3) == 9      is that assertion
    %run -i check.py                  is what stands in check.py, beside the source notebook

So that the judge sees every assertion. What can't be seen through is refused by its name, before
anybody is graded: a test of which nothing is read would give its marks to everybody.
"""

from __future__ import annotations

import ast
import contextlib
import re
import shlex
from collections.abc import Mapping
from functools import lru_cache

from threadlab.homework.reading import transformed
from threadlab.words import say

_BODIES = frozenset({"capture", "time", "timeit", "prun", "memit", "mprun", "lprun", "debug"})
_OPTIONS = re.compile(r"(?:\s*-\w+(?:[ =]\d+)?)*\s*")
_SHELL = "get_ipython"


class Unseen(Exception):  # noqa: N818
    """A test that can't be read; the text says why, for its author."""


def python_of(source: str, files: Mapping[str, str]) -> ast.Module:
    """The statements of a test cell, at their lines; raises `Unseen`.

    `files` are the texts of the programs that it runs, by name.
    """
    return _python_of(source, tuple(sorted(files.items())))


@lru_cache(maxsize=256)
def _python_of(source: str, files: tuple[tuple[str, str], ...]) -> ast.Module:
    lines = source.split("\n")
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if not line.lstrip().startswith("%%"):
            break
        lines[number] = _see_through(line.strip(), "\n".join(lines[number + 1 :]))
    tree = _parsed("\n".join(lines))
    _Seen(dict(files)).visit(tree)
    return ast.fix_missing_locations(tree)


def _see_through(line: str, body: str) -> str:
    """What stands behind a cell magic and runs before the body; raises `Unseen` if it can't be."""
    name, _, rest = line.removeprefix("%%").partition(" ")
    if name not in _BODIES:
        raise Unseen(say("authors.magic", magic=f"%%{name}"))
    kept = [word for word in rest.split() if not word.startswith("-")] if name == "capture" else []
    if any(re.search(rf"\b{re.escape(word)}\b", body) for word in kept):
        raise Unseen(say("authors.captured", magic=line, name=kept[0]))
    return _OPTIONS.sub("", rest, count=1).strip() if name == "timeit" else ""


def _parsed(source: str) -> ast.Module:
    """Python of a text with IPython's own syntax; every statement has the line it has there."""
    empty = len(source) - len(source.lstrip("\n \t"))
    dropped = source[:empty].count("\n")
    text = source[source[:empty].rfind("\n") + 1 :] if dropped else source
    try:
        tree: ast.Module = ast.parse(transformed(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = (getattr(error, "lineno", 0) or 0) + dropped
        raise Unseen(say("authors.syntax", line=line, error=getattr(error, "msg", error))) from None
    return ast.increment_lineno(tree, dropped)


class _Seen(ast.NodeTransformer):
    """Puts what line magics run in their place."""

    def __init__(self, files: Mapping[str, str]):
        self.files = files

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        if text := _executed(node.value):
            with contextlib.suppress(Unseen):
                return self._at(node, _parsed(text))
        call = _line_magic(node.value)
        if call is None:
            return self.generic_visit(node)
        name, rest = call
        if name in _BODIES:
            return self._at(node, _parsed(_OPTIONS.sub("", rest, count=1)))
        if name == "run":
            file = file_of(rest)
            if file not in self.files:
                raise Unseen(say("authors.file", line=node.lineno, name=file or rest))
            return self._at(node, _parsed(self.files[file]))
        return node

    def _at(self, node: ast.Expr, tree: ast.Module) -> list[ast.stmt]:
        """The statements of `tree`, all at the place of `node`."""
        for part in ast.walk(tree):
            for name in ("lineno", "end_lineno"):
                if hasattr(part, name):
                    setattr(part, name, node.lineno)
        return [statement for part in tree.body for statement in self._listed(part)]

    def _listed(self, part: ast.stmt) -> list[ast.stmt]:
        seen = self.visit(part)
        return seen if isinstance(seen, list) else [seen]


def _executed(node: ast.expr) -> str:
    """The text that `exec` runs here, if it stands in the test."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "exec" and len(node.args) == 1:
        [text] = node.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            return text.value
    return ""


def _line_magic(node: ast.expr) -> tuple[str, str] | None:
    """The name of a line magic and what stands behind it, if `node` is the call that it becomes."""
    if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("run_line_magic", "magic")
            and isinstance(node.func.value, ast.Call)
            and ast.unparse(node.func.value.func) == _SHELL
            and all(isinstance(part, ast.Constant) for part in node.args)):  # fmt: skip
        texts = [str(part.value) for part in node.args if isinstance(part, ast.Constant)]
        name, _, rest = " ".join(texts).partition(" ")
        return name.lstrip("%"), rest
    return None


def file_of(line: str) -> str:
    """The program that `%run` runs."""
    try:
        words = shlex.split(line)
    except ValueError:
        return ""
    return next((word for word in words if not word.startswith("-")), "")


def programs(source: str) -> list[str]:
    """The names of the programs that a test cell runs."""
    return [file_of(found) for found in re.findall(r"^[ \t]*%run\b(.*)$", source, re.M)]
