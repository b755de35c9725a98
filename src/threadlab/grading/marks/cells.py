"""The cells of an assignment in the gradebook, as they have been generated again: marks stay.

nbgrader takes no other cells once something is handed in. Here a cell that is new comes in, one
that is gone goes with the marks that a machine has given for it, and every other one keeps its row,
and with that all its marks and comments. A mark or a comment that a person has given goes only if
the instructor has said so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader import api
from sqlalchemy import delete, select, update

from threadlab.errors import ThreadlabError

_GRADED = (api.GradeCell, api.TaskCell)
_COMMENTED = (api.SolutionCell, api.TaskCell)


@dataclass(frozen=True)
class Made:
    """What generating has made of a notebook: its cells of each kind by their ids.

    Of each cell it has the columns that nbgrader keeps.
    """

    kernelspec: Mapping[str, Any]
    cells: Mapping[Any, Mapping[str, Mapping[str, Any]]]


@dataclass
class Change:
    """What has become another in the gradebook, and what a person has to know of it."""

    submissions: int = 0
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)  # marks by hand over what a cell gives now


class WouldBeLost(ThreadlabError):  # noqa: N818
    """Marks or comments by hand would go with their cells."""


def take_over(
    gradebook: Any, assignment: str, made: Mapping[str, Made], *, whole: bool, forget: bool = False
) -> Change:
    """Bring the cells of an assignment up to what was `made`, without committing it.

    Where it is the `whole` assignment, notebooks that are not in it go. Raises `WouldBeLost` if
    something that a person has given would go, unless that may be forgotten (`forget`).
    """
    session = gradebook.db
    task = session.scalars(
        select(api.Assignment).where(
            api.Assignment.name == assignment,
            api.Assignment.course_id == gradebook.course_id,
        )
    ).one_or_none()
    if task is None:
        task = api.Assignment(name=assignment, course_id=gradebook.course_id)
        session.add(task)
        session.flush()
    change = Change(len(task.submissions))
    there = {notebook.name: notebook for notebook in task.notebooks}
    gone = [there[name] for name in there if whole and name not in made]
    old = {name: _cells_of(there[name]) if name in there else {} for name in made}
    lost = [given for notebook in gone for given in _by_hand(session, _cells_of(notebook))]
    for name, new in made.items():
        left = {key: cell for key, cell in old[name].items() if _heir(new, *key) is None}
        lost += _by_hand(session, left)
    if lost and not forget:
        told = ", ".join(lost[:10]) + (f" and {len(lost) - 10} more" if len(lost) > 10 else "")
        raise WouldBeLost(
            f"With the cells that are gone from source/{assignment} these would go: {told}. "
            "Nothing was changed. Put the cells back (a test may be worth 0 points), or run "
            f"'threadlab regenerate {assignment} --forget' if that may be forgotten."
        )
    for notebook in gone:
        change.removed.append(f"{notebook.name}.ipynb")
        _remove_notebook(session, notebook)
    for name, new in made.items():
        notebook = there.get(name)
        if notebook is None:
            notebook = api.Notebook(name=name, assignment_id=task.id)
            session.add(notebook)
            session.flush()
            change.added += [f"{name}.ipynb"] if there else []
        notebook.kernelspec = json.dumps(new.kernelspec)
        _cells(session, notebook, old[name], new, change)
    session.flush()
    session.expire_all()
    return change


def _cells(session: Any, notebook: Any, old: dict[Any, Any], new: Made, change: Change) -> None:
    """Bring the cells of one notebook up to what was made."""
    rows = dict(old)
    for kind, cells in new.cells.items():
        for name, columns in cells.items():
            row = rows.get((kind, name))
            if row is None:
                row = rows[kind, name] = kind(name=name, notebook_id=notebook.id, **columns)
                session.add(row)
                if old and kind is api.SourceCell:
                    change.added.append(name)
                continue
            for column, value in columns.items():
                if getattr(row, column) != value:
                    setattr(row, column, value)
    session.flush()
    for (kind, name), row in old.items():
        heir = _heir(new, kind, name)
        if heir is not kind:
            _remove_cell(session, row, rows[heir, name] if heir is not None else None)
            if heir is None and kind is api.SourceCell:
                change.removed.append(name)
    session.flush()
    for kind in _GRADED:
        for name, columns in new.cells.get(kind, {}).items():
            for grade in session.scalars(
                select(api.Grade).where(api.Grade.cell_id == rows[kind, name].id)
            ):
                if (grade.manual_score or 0.0) > columns["max_score"]:
                    student = grade.notebook.assignment.student_id
                    change.above.append(f"{student} ({name}: {grade.manual_score:g} of "
                                        f"{columns['max_score']:g})")  # fmt: skip


def _cells_of(notebook: Any) -> dict[Any, Any]:
    """The rows of a notebook's cells, by kind and id."""
    rows = (*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells,
            *notebook.source_cells)  # fmt: skip
    return {(type(row), row.name): row for row in rows}


def _heir(new: Made, kind: Any, name: str) -> Any:
    """The kind of the cell that takes over from one of that id and kind; None if there is none.

    A task that has become a written answer, or the other way round, is still the same task.
    """
    kinds = _GRADED if kind is api.GradeCell else _COMMENTED if kind is api.SolutionCell else ()
    if kind is api.TaskCell:
        kinds = _GRADED
    return next((each for each in (kind, *kinds) if name in new.cells.get(each, {})), None)


def _by_hand(session: Any, cells: Mapping[Any, Any]) -> Iterator[str]:
    """What persons have given for cells, told by student, cell and mark."""
    for (kind, name), row in cells.items():
        if kind is api.SourceCell:
            continue
        for grade in session.scalars(select(api.Grade).where(api.Grade.cell_id == row.id)):
            given = (grade.manual_score or 0.0) + (grade.extra_credit or 0.0)
            if grade.manual_score is not None or grade.extra_credit:
                student = grade.notebook.assignment.student_id
                unit = "point" if given == 1 else "points"
                yield f"{given:g} {unit} by hand of {student} for '{name}'"
        for comment in session.scalars(select(api.Comment).where(api.Comment.cell_id == row.id)):
            if comment.manual_comment:
                student = comment.notebook.assignment.student_id
                yield f"a comment for {student} on '{name}'"


def _remove_cell(session: Any, row: Any, heir: Any) -> None:
    """Remove a cell; its marks and comments go to its heir, or with it."""
    if not isinstance(row, api.SourceCell):
        for what, kinds in ((api.Grade, _GRADED), (api.Comment, _COMMENTED)):
            of_row = what.cell_id == row.id
            if isinstance(heir, kinds):
                session.execute(update(what).where(of_row).values(cell_id=heir.id))
            else:
                session.execute(delete(what).where(of_row))
        session.expire(row)
    session.delete(row)


def _remove_notebook(session: Any, notebook: Any) -> None:
    """Remove a notebook with all that was given for it."""
    for submission in list(notebook.submissions):
        for what in (api.Grade, api.Comment):
            session.execute(delete(what).where(what.notebook_id == submission.id))
        session.expire(submission)
        session.delete(submission)
    session.flush()
    for row in _cells_of(notebook).values():
        session.delete(row)
    session.flush()
    session.expire(notebook)
    session.delete(notebook)
