"""Answers that would buy marks with time, for every assignment: burnt, or taken by children."""

from __future__ import annotations

import ast
import json

import nbformat
from nbformat.v4 import new_code_cell

from support.project import ANSWERS, PROJECT
from threadlab.grading.classroom.answers import Answer
from threadlab.grading.classroom.job import grade
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.intake.plan import Plan
from threadlab.grading.judging import coverage

# An answer whose threads race, or with no checks of threads another wrong one; and a right one.
LOCKLESS = {
    "tickets": "wrong/no_lock.py",
    "atm": "wrong/no_lock.py",
    "course-selection": "wrong/no_lock.py",
    "processes-and-threads": "wrong/counts_when_it_begins.py",
    "queues": "wrong/no_lock_at_all.py",
    "gil-timing": "wrong/taking_is_two_steps.py",
    "daemon-and-join": "wrong/look_and_put_are_two_steps.py",
    "tcp-server": "",
    "concurrency-review": "",
}
RIGHT = {
    name: min((ANSWERS / name / "right").glob("*.py")).relative_to(ANSWERS / name).as_posix()
    for name in LOCKLESS
} | {"tickets": "right/with_lock.py"}
BURNT = "SPEED = sum(range({}))"
SPIN = """
import os
for number in range(14):
    if os.fork() == 0:
        os.setsid()
        while True:
            pass
"""
WAYS = ("plain", "burnt", "children", "starved")
_NUMBERS = 10**7  # that are added up, a thirtieth of those with which it once succeeded …
_SECONDS = 1.0  # … so a check has a thirtieth of its work


def slowed(cell: str, numbers: int = _NUMBERS) -> str:
    """A cell whose classes take their time when they are made, and functions when called."""
    try:
        tree = ast.parse(cell)
    except SyntaxError:
        return cell
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            node.body[:0] = ast.parse(BURNT.format(numbers)).body
    return ast.unparse(tree)


def marks_of_checks(name: str, answer: str, way: str) -> str:
    """What the checks of an assignment give to an answer: marks, of how many, and flags."""
    folders = [PROJECT / folder / name / f"{name}.ipynb" for folder in ("source", "release")]
    source, release = (nbformat.read(path, 4) for path in folders)
    for notebook in (source, release):  # the other tests would only take their time
        notebook.cells = [cell for cell in notebook.cells if _is_needed(cell)]
    plan = Plan.from_notebook(name, name, source, release)
    if not answer or not any(cell.test for cell in plan.cells):
        return "no checks"
    known = Answer.read(ANSWERS / name / answer).cells
    cells = {cell.id for cell in release.cells}
    texts = {key: slowed(text) if way == "burnt" else text for key, text in known.items()
             if key in cells}  # fmt: skip
    Answer("", texts, frozenset()).fill_in(release)
    if way == "children":
        release.cells.insert(1, new_code_cell(SPIN))
    job = make_job(plan, nbformat.writes(release).encode(), {})
    names = ("EMERGENCY_SECONDS", "CHECK_SECONDS", "_LEAST_SECONDS")
    usual = {key: getattr(coverage, key) for key in names}
    changed = {
        "starved": {"EMERGENCY_SECONDS": coverage.EMERGENCY_SECONDS / 100},
        "burnt": {"CHECK_SECONDS": _SECONDS, "_LEAST_SECONDS": _SECONDS / 2},
    }
    vars(coverage).update(changed.get(way, {}))
    try:
        result = json.loads(grade(job))
    finally:
        vars(coverage).update(usual)
    marks = result["marks"].values()
    got, most = (sum(mark[key] or 0 for mark in marks) for key in ("score", "most"))
    return f"{got:g} of {most:g}" + (f", {len(result['flags'])} flags" if result["flags"] else "")


def _is_needed(cell: nbformat.NotebookNode) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    is_test = marks.get("grade") and not marks.get("solution")
    return not is_test or cell.source.lstrip().startswith("%%check")
