"""Rooms stay small: a module is read in one sitting, a function on one page. Times have a unit."""

from __future__ import annotations

import ast
import re

from support.project import PROJECT

SOURCE = PROJECT / "src" / "threadlab"
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 500, 120


def test_a_module_is_read_in_one_sitting():
    long = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) >= MOST_LINES
    }
    assert not long, f"Divide these modules, which have {MOST_LINES} lines or more: {long}"


def test_a_function_is_read_on_one_page():
    long = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines >= MOST_LINES_OF_A_FUNCTION:
                    long.add(f"{path.relative_to(SOURCE).as_posix()}:{node.name}")
    most = MOST_LINES_OF_A_FUNCTION
    assert not long, f"Divide these functions, which have {most} lines or more: {long}"


def test_a_constant_that_is_a_time_has_its_unit_in_its_name():
    """`LONGEST` stood nine times, and meant seconds, operations and rounds."""
    without = set()
    for path in SOURCE.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.match(r"(?P<name>_?[A-Z][A-Z_]*) = [\d._]+(?P<comment>\s*#.*)?$", line)
            if found is None or "SECOND" in found["name"]:
                continue
            bare = found["name"].strip("_") in {"LONGEST", "PATIENCE", "TIMEOUT", "WAIT", "PAUSE"}
            if bare or re.search(r"(#|and) (seconds|ms|µs)\b", found["comment"] or ""):
                without.add(f"{path.relative_to(SOURCE).as_posix()}:{found['name']}")
    assert not without, f"The name should say the unit, as in LONGEST_SECONDS: {without}"
