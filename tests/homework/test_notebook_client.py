"""Known answers, run as a notebook."""

from __future__ import annotations

import tomllib

import nbformat
from nbclient import NotebookClient

from support.project import ANSWERS, PROJECT
from threadlab.grading.classroom.answers import Answer, points

TICKETS = ANSWERS / "tickets"


CLASS = tomllib.loads((TICKETS / "class.toml").read_text(encoding="utf-8"))


def test_answers_that_nobody_in_the_class_hands_in_fail_where_they_should() -> None:
    handed_in = {entry.get("answer") for entry in CLASS["students"]}
    others = [path for path in sorted(TICKETS.glob("*/*.py"))
              if path.relative_to(TICKETS).as_posix() not in handed_in]  # fmt: skip
    assert others
    for path in others:
        answer = Answer.read(path)
        notebook = nbformat.read(PROJECT / "source" / "tickets" / "tickets.ipynb", as_version=4)
        answer.fill_in(notebook)
        NotebookClient(notebook, allow_errors=True, timeout=60).execute()
        failed = {
            cell.id
            for cell in notebook.cells
            if cell.id in points(notebook)
            and any(output.output_type == "error" for output in cell.outputs)
        }
        assert failed == answer.fails, path
