"""The table of the hooks is what the rewriter writes and what a program can call."""

from __future__ import annotations

import ast
import textwrap

import pytest

from threadlab.explorer.instrument.names import HOOKS
from threadlab.explorer.instrument.points import add_points
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage
from threadlab.explorer.telling.notes import Telling

MODULE = """
total = 0; total = 1
class Shelf:
    books = 0; room = []
    __match_args__ = ("books",)
def example(shelf, rows, text, point):
    global total
    count = 0
    def inner():
        nonlocal count
        count = 1
{line}
"""
NAMES = {hook.name for hook in HOOKS}


def rewritten(line: str, *, told: bool, exact: bool) -> set[str]:
    """The names with an @ in the function of the module, once `line` stands in it."""
    tree = ast.parse(MODULE.format(line=textwrap.indent(line or "pass", "    ")))
    add_points([(tree, "<example>", exact)], [], "program", values=told)
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and "@" in node.id}


def test_each_hook_has_one_row_and_a_meaning_that_is_a_sentence():
    assert len(NAMES) == len(HOOKS)
    assert all(hook.meaning[0].isupper() and hook.meaning.endswith(".") for hook in HOOKS)


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if hook.line], ids=lambda hook: hook.name)
def test_an_example_is_rewritten_to_a_line_with_its_hook(hook):
    assert hook.name in rewritten(hook.line, told=hook.told, exact=hook.exact)


def test_a_program_has_just_the_hooks_of_the_table():
    told = stage(text_of("x = 1"), log=Telling)
    assert {name for name in told.library.builtins if name[0] == "@"} == NAMES
    plain = stage(text_of("x = 1"))
    silent = {hook.name for hook in HOOKS if not hook.told}
    assert {name for name in plain.library.builtins if name[0] == "@"} == silent
