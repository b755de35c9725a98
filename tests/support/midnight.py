"""Homework as it is handed out, and as a student has left it: to be validated."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import compute_checksum

from support.project import PROJECT
from threadlab.validation.notebook import validate
from threadlab.validation.result import Checklist
from threadlab.validation.result import Tested as One

GIVEN = "def {name}(jobs):\n    raise NotImplementedError()"
SETUP = "from threading import Lock, Thread\nimport threadlab"


def cell(source: str, kind: str, name: str) -> Any:
    """A cell of a homework as nbgrader gives it out: "text", "setup", "answer" or "test"."""
    known = {"grade_id": name, "grade": kind == "test", "solution": kind == "answer"}
    known |= {"locked": kind != "answer", "points": 1} if kind == "test" else {
        "locked": kind != "answer"}  # fmt: skip
    make = new_markdown_cell if kind == "text" else new_code_cell
    made = make(source, metadata={"nbgrader": known}, id=name)
    known["cell_type"] = made.cell_type
    made.metadata["nbgrader"]["checksum"] = compute_checksum(made)
    return made


def homework(*tasks: tuple[str, str, str]) -> Any:
    """A homework with a task for each name, answer and test."""
    cells = [cell("# H", "text", "title"), cell(SETUP, "setup", "imports")]
    for name, answer, test in tasks:
        given = cell(GIVEN.format(name=name), "answer", name)
        given.source = answer
        heading = cell(f"## {name} (1 point)\n\nWrite it.", "text", f"task-{name}")
        cells += [heading, given, cell(test, "test", f"check-{name}")]
    return nbformat.v4.new_notebook(cells=cells)


def course(folder: Path, released: Any, own: Any, name: str = "h.ipynb") -> Path:
    """A course that has handed `released` out, with the student's notebook `own`: its file."""
    shutil.copy(PROJECT / "nbgrader_config.py", folder)
    for place, notebook, file in (("release", released, "h.ipynb"), ("homework", own, name)):
        path = folder / place / "h" / file
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return path


def told(path: Path, seconds: int = 30) -> Checklist:
    return validate(path, progress=lambda number, count: None, seconds=seconds)


def by_name(found: Checklist) -> dict[str, One]:
    return {test.name.removeprefix("check-"): test for task in found.tasks for test in task.tests}
