"""A notebook of one answer and one test."""

from __future__ import annotations

import json

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from threadlab.grading.classroom.job import grade
from threadlab.grading.intake.asked import asked
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.intake.plan import Plan, PlannedCell, digest_of
from threadlab.grading.wire.limits import Limits


def judged(test, answer, *, locked="", extra=(), skeleton="def f(x):\n    pass", files=None,
           seconds=5.0, before="", given=(), solution="", handed_out="",
           last=()):  # fmt: skip
    """Grade a notebook of one answer and one test: its mark of 2, flags and messages.

    Of the `files` beside it those that are `given` are the instructor's, and so is the `solution`.
    A cell that is `handed_out` stands first, and is not locked. Cells of the student's come between
    the answer and another test (`extra`, `before`), or after that (`last`).
    """
    planned, cells = [], []

    def add(name, source, planned_source, **kind):
        marks = {"grade": False, "solution": False, "locked": True, **kind}
        points = {"points": marks.pop("points", 2.0)} if marks["grade"] else {}
        planned.append(PlannedCell(name, "code", planned_source, **marks, **points))
        data = {"grade_id": name, "schema_version": 3, "task": False, **marks, **points}
        cells.append(new_code_cell(source, id=name, metadata={"nbgrader": data}))

    if handed_out:
        cells.append(new_code_cell(handed_out))
    if locked:
        add("given", locked, locked)
    add("answer", answer, skeleton, solution=True, locked=False)
    cells.extend(new_code_cell(source) for source in extra)
    if before:
        add("before", before, before, grade=True, points=0.0)
    cells.extend(new_code_cell(source) for source in last)
    add("test", test, test, grade=True)
    theirs = asked([("", True, locked), ("", False, solution), ("test", True, test)])
    plan = Plan("x", "x", tuple(planned), Limits(seconds=seconds), asked=theirs,
                released=(digest_of(handed_out),))  # fmt: skip
    data = nbformat.writes(new_notebook(cells=cells)).encode()
    return json.loads(grade(make_job(plan, data, files or {}, given=given)))
