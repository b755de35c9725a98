"""What a text in an editor asks for: which program is meant, and with which options.

A cell of a chapter has its program in the cell, under a magic or as a function that is handed to
`tl.explore`, `tl.play` and the others. A text from anywhere is a program itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from threadlab.explorer.source import cells
from threadlab.explorer.source.cell_program import text_of_cell
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text, entry_of
from threadlab.lab.options import said_options

_PROGRAMS = ("explore", "simulate", "outcomes", "play", "vary", "replay")  # get one first
_OPTIONS = ("clock", "goal", "words", "entry")


@dataclass(frozen=True)
class Asked:
    """The `body` of a text without its magic, the `entry` that it names, and what it asks for.

    The `line` behind a magic is read when somebody wants its options: what is wrong with it is of
    no matter before.
    """

    body: str
    magic: str = ""
    line: str = ""
    entry: str = ""
    options: dict[str, Any] = field(default_factory=dict)


_PROMPT = re.compile(r"[ \t]*(?:>>>|\.\.\.)(?: |$)")


def without_prompts(source: str) -> str:
    """A session of the interpreter as a program: what it has answered is no part of it."""
    lines = source.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if not first.lstrip().startswith(">>>"):
        return source
    found = ((line, _PROMPT.match(line)) for line in lines)
    return "\n".join(line[match.end() :] if match else "" for line, match in found) + "\n"


def asked(source: str) -> Asked:
    """Read a text."""
    first, _, rest = source.lstrip().partition("\n")
    if first.startswith("%%"):
        name, _, line = first[2:].partition(" ")
        return Asked(rest, name, line=line)
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return Asked(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_ours(node.func) and node.args:
            options = {
                keyword.arg: keyword.value.value
                for keyword in node.keywords
                if keyword.arg in _OPTIONS and isinstance(keyword.value, ast.Constant)
            }
            if len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                options["goal"] = node.args[1].value
            if isinstance(node.args[0], ast.Name):
                return Asked(source, entry=node.args[0].id, options=options)
    return Asked(source, entry=entry_of(source, None) or _last(tree))


def _last(tree: ast.Module) -> str:
    """Of a text that only defines things, the last function that needs no arguments."""
    definitions = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign)
    if not all(isinstance(node, definitions) for node in tree.body):
        return ""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    free = [node.name for node in functions if not (node.args.args or node.args.kwonlyargs)]
    return free[-1] if free else ""


def _is_ours(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "tl"
        and called.attr in _PROGRAMS
    )


def program_of(source: str, earlier: Sequence[str]) -> tuple[Text, dict[str, Any]]:
    """The program that a text is, with what it needs of the `earlier` cells; and its options."""
    source = without_prompts(source)
    found = asked(source)
    options = found.options | said_options(found.magic, found.line, found.body)
    if not earlier and not found.magic and "threadlab" not in source:
        return text_of(source, found.entry or None), options
    run = [*earlier, found.body]
    if found.entry:
        parts, _ = cells.parts_for({found.entry}, run=run)
        if parts:
            return Text(parts, found.entry, "program"), options
    return text_of_cell(found.body, run), options


def whole(source: str, earlier: Sequence[str]) -> str:
    """The text that a text is together with what it needs of the `earlier` cells."""
    text, _ = program_of(source, earlier)
    pieces: list[str] = []
    for part in text.parts:
        lines = part.source.splitlines()
        for number, node in enumerate(ast.parse(part.source).body):
            if (part.keep is None or number in part.keep) and not _asks(node):
                first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
                gap = ["", ""] if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else []
                pieces += [*gap, *lines[first - 1 : node.end_lineno], *gap]
    called = f"\n\n{text.entry}()\n" if text.entry and text.entry != "main" else "\n"
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(pieces)).strip() + called


def _asks(node: ast.stmt) -> bool:
    """Whether a statement speaks to this package, and is no part of a program."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return "threadlab" in ast.unparse(node)
    return any(isinstance(part, ast.Name) and part.id == "tl" for part in ast.walk(node))
