"""Cells that have lost their names: known again by their text and their place, or left to a person.

Other front ends keep neither nbgrader's metadata nor ids, and students type below a placeholder, or
make a cell anew. What can't be told for sure is no reason for 0 marks in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from threadlab.grading.intake.plan import Plan, PlannedCell, digest_of

_DEFINED = re.compile(r"^(?:async\s+def|def|class)\s+(\w+)|^(\w+)\s*=(?!=)", re.M)
_Cells = list[dict[str, Any]]


def recognise(cells: _Cells, plan: Plan) -> list[str]:
    """Give cells without a name the ids of planned ones that are missing; return those ids."""
    found = {cell["grade_id"] for cell in cells if cell["grade_id"]}
    missing = [planned for planned in plan.cells if planned.id not in found]
    named = []
    for planned in missing:
        if cell := _same_text(cells, planned):
            cell["grade_id"] = planned.id
            named.append(planned.id)
    for planned in missing:
        if planned.id not in named and planned.solution:
            cell = _answer(list(_around(cells, plan, planned)), plan, planned)
            if cell is not None:
                cell["grade_id"] = planned.id
                named.append(planned.id)
    return named


def _same_text(cells: _Cells, planned: PlannedCell) -> dict[str, Any] | None:
    """The first cell without a name that has the text which was given out."""
    text = planned.visible.strip()
    return next((cell for cell in cells if not cell["grade_id"] and text
                 and cell["cell_type"] == planned.cell_type
                 and cell["source"].strip() == text), None)  # fmt: skip


def _around(cells: _Cells, plan: Plan, planned: PlannedCell) -> Iterator[dict[str, Any]]:
    """The cells without a name that stand between the known neighbours of a planned one."""
    names = [cell.id for cell in plan.cells]
    place = names.index(planned.id)
    where = {cell["grade_id"]: number for number, cell in enumerate(cells) if cell["grade_id"]}
    first = max((where[name] for name in names[:place] if name in where), default=-1)
    last = min((where[name] for name in names[place:] if name in where), default=len(cells))
    for cell in cells[first + 1 : last]:
        if not cell["grade_id"]:
            yield cell


def _answer(around: _Cells, plan: Plan, planned: PlannedCell) -> dict[str, Any] | None:
    """The one cell among its neighbours that can be the answer; None if there is no such."""
    written = [
        cell for cell in around
        if cell["cell_type"] == planned.cell_type and cell["source"].strip()
        and digest_of(cell["source"]) not in plan.released
    ]  # fmt: skip
    asked = defined(planned.source)
    fitting = [cell for cell in written if asked & defined(cell["source"])] if asked else written
    if len(fitting) == 1:
        return fitting[0]
    return written[0] if len(written) == 1 else None


def defined(source: str) -> set[str]:
    """The names that a text plainly defines at its top level."""
    return {one or other for one, other in _DEFINED.findall(source)}


def unsure(cells: _Cells, plan: Plan) -> list[str]:
    """The planned answers of which nobody can tell where they are, by their ids.

    They are as they were given out, or not there, and something of the student's own stands beside.
    """
    planned = {cell.id: cell for cell in plan.cells}
    found = []
    beside, answer = False, ""
    for cell in cells:
        known = planned.get(cell["grade_id"])
        if known is None and digest_of(cell["source"]) not in plan.released:
            if cell["source"].strip():
                beside = True
                found += [answer] if answer else []
            continue
        answer = ""
        if known is not None and _is_answer(known):
            untouched = cell["source"].strip() == known.source.strip()
            answer = known.id if untouched else ""
            found += [answer] if answer and beside else []
        beside = False
    there = {cell["grade_id"] for cell in cells}
    for known in plan.cells:
        if known.id not in there and known.solution and any(
            cell["source"].strip() and digest_of(cell["source"]) not in plan.released
            for cell in _around(cells, plan, known)
        ):  # fmt: skip
            found.append(known.id)
    return list(dict.fromkeys(found))


def _is_answer(cell: PlannedCell) -> bool:
    """Whether a person marks what stands in it."""
    return cell.solution and cell.grade


def touched(cells: _Cells, plan: Plan) -> int:
    """How many cells are not as they were given out."""
    planned = {cell.id: cell for cell in plan.cells}
    count = 0
    for cell in cells:
        known = planned.get(cell["grade_id"])
        if known is not None:
            count += known.solution and cell["source"].strip() != known.source.strip()
        else:
            count += bool(cell["source"].strip()) and digest_of(cell["source"]) not in plan.released
    return count
