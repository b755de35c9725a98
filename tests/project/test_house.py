"""Rooms stay small: a module is read in one sitting, a function on one page."""

from __future__ import annotations

import ast

from support.project import PROJECT

SOURCE = PROJECT / "src" / "threadlab"
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 500, 120


def test_a_module_is_read_in_one_sitting():
    long = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) >= MOST_LINES
    }
    assert long == set()


def test_a_function_is_read_on_one_page():
    long = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines >= MOST_LINES_OF_A_FUNCTION:
                    long.add(f"{path.relative_to(SOURCE).as_posix()}:{node.name}")
    assert long == set()
