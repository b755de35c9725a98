"""The office of the tickets with its checks alone, as a plan, and what comes of an answer."""

from __future__ import annotations

import json

import nbformat

from support.project import ANSWERS, PROJECT
from threadlab.grading.classroom.answers import Answer
from threadlab.grading.classroom.job import grade
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.intake.plan import Plan

NAME = "tickets"
TICKETS = ANSWERS / NAME
HIDDEN = ("check-office-hidden", "check-office-crowd")
CHECKS = ("check-office", *HIDDEN)


def office_plan():
    """The plan of the task."""
    source = nbformat.read(PROJECT / "source" / NAME / f"{NAME}.ipynb", 4)
    release = nbformat.read(PROJECT / "release" / NAME / f"{NAME}.ipynb", 4)
    return Plan.from_notebook(NAME, NAME, only_office(source), only_office(release))


def only_office(notebook):
    """The task with the office and its checks; other tasks would only take their time."""
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("imports", "office", *CHECKS)]
    assert len(notebook.cells) == 2 + len(CHECKS)
    return notebook


def graded(plan, **cells):
    notebook = only_office(nbformat.read(PROJECT / "release" / NAME / f"{NAME}.ipynb", 4))
    answer = Answer.read(TICKETS / "right" / "with_lock.py")
    names = {cell.id for cell in notebook.cells}
    known = {name: text for name, text in answer.cells.items() if name in names}
    Answer("", {**known, **cells}, frozenset()).fill_in(notebook)
    return json.loads(grade(make_job(plan, nbformat.writes(notebook).encode(), {})))
