"""The first two tasks of the tickets, with their hidden checks, and what comes of an answer."""

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


def first_two():
    """Their plan."""
    source = nbformat.read(PROJECT / "source" / NAME / f"{NAME}.ipynb", 4)
    release = nbformat.read(PROJECT / "release" / NAME / f"{NAME}.ipynb", 4)
    return Plan.from_notebook(NAME, NAME, only_offices(source), only_offices(release))


def only_offices(notebook):
    """The first two tasks of the assignment; the others would only take their time."""
    last = next(place for place, cell in enumerate(notebook.cells) if cell.id == "task-print")
    notebook.cells = notebook.cells[:last]
    return notebook


def graded(plan, **cells):
    notebook = only_offices(nbformat.read(PROJECT / "release" / NAME / f"{NAME}.ipynb", 4))
    answer = Answer.read(TICKETS / "right" / "with_lock.py")
    names = {cell.id for cell in notebook.cells}
    known = {name: text for name, text in answer.cells.items() if name in names}
    Answer("", {**known, **cells}, frozenset()).fill_in(notebook)
    return json.loads(grade(make_job(plan, nbformat.writes(notebook).encode(), {})))
