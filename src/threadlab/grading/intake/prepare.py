"""A submission made ready: the instructor's cells put back, honest accidents put right.

Whatever a student has handed in, a notebook comes out in which each planned cell stands once. What
had to be put right is noted for the instructor.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.intake import recognise
from threadlab.grading.intake.plan import Plan, PlannedCell, bare, digest_of
from threadlab.grading.intake.prose import as_typed, harmless, is_harmless, pasted, with_drawings
from threadlab.grading.wire.deadline import Budget, TooLong, within
from threadlab.grading.wire.texts import printable
from threadlab.words import say

MOST_BYTES = 256 * 2**20  # of a file
_MOST_LISTS = 2_000_000
_MOST_ITEMS = 10_000_000
_MOST_CHARACTERS = 2**20  # of a cell
_MOST_CELLS = 5000
_MOST_PROSE_CHARACTERS = 2 * 2**20  # of all prose
_PROSE_SECONDS_EACH = 1.0  # of work, to see what a page makes of a cell of prose
PROSE_SECONDS = 4.0  # for all of them
_MOST_PICTURE_BYTES = 16 * 2**20  # of all pasted pictures, as base 64
_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}")


class Unreadable(ThreadlabError):  # noqa: N818
    """A file that is no notebook, whatever is tried."""


@dataclass
class Prepared:
    """A notebook (format 4.5, no outputs) in which each planned cell stands once."""

    cells: list[dict[str, Any]]
    notes: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)  # answers that may stand in another cell
    unreadable: str = ""  # why the file could not be read, for which this stands

    def notebook(self, plan: Plan) -> dict[str, Any]:
        """The notebook as JSON."""
        metadata: dict[str, Any] = {"kernelspec": dict(plan.kernelspec)} if plan.kernelspec else {}
        if self.notes:
            metadata["threadlab"] = {"notes": self.notes, "unreadable": self.unreadable}
        return {"cells": self.cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}

    @property
    def sources(self) -> list[str]:
        """The text of each cell."""
        return [cell["source"] for cell in self.cells]


def prepare(data: bytes, plan: Plan, files: Mapping[str, bytes] | None = None) -> Prepared:
    """Make a submitted file ready; raises `Unreadable` if it is no notebook.

    `files` lie beside it: prose may show pictures of them.
    """
    notes: list[str] = []
    notebook = _notebook(data)
    cells = [_clean(cell) for cell in _cells(notebook, notes)]
    _choose(cells, plan, notes)
    if not any(cell["grade_id"] for cell in cells) and (language := _other_language(notebook)):
        raise Unreadable(say("grading.other_language", language=language))
    if named := recognise.recognise(cells, plan):
        notes.append(say("grading.recognised", names=", ".join(named)))
    unsure = recognise.unsure(cells, plan)
    if unsure:
        notes.append(say("grading.unsure", names=", ".join(unsure)))
    _put_back(cells, plan, notes)
    _make_harmless(cells, plan, notes, files or {})
    seen: set[str] = set()
    for number, cell in enumerate(cells):
        if not _ID.fullmatch(cell["id"]) or cell["id"] in seen:
            cell["id"] = f"cell-{number}"
        seen.add(cell["id"])
    return Prepared(cells, notes, unsure)


def touched(data: bytes, plan: Plan) -> int:
    """How many cells of a submitted file are not as they were given out; 0 if it is no notebook."""
    try:
        cells = [_clean(cell) for cell in _cells(_notebook(data), [])]
    except Unreadable:
        return 0
    _choose(cells, plan, [])
    recognise.recognise(cells, plan)
    return recognise.touched(cells, plan)


def empty(plan: Plan, reason: str) -> Prepared:
    """What stands for a submission that can't be read: the release, unanswered."""
    cells: list[dict[str, Any]] = []
    _put_back(cells, plan, [])
    for number, cell in enumerate(cells):
        cell["id"] = cell["id"] or f"cell-{number}"
    return Prepared(cells, [reason], unreadable=reason)


def _notebook(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise Unreadable(say("grading.too_large", size=f"{len(data) / 2**20:.0f}"))
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable(say("grading.no_text"))
    if not text.strip():
        raise Unreadable(say("grading.empty_file"))
    for signs, most in (("[{", _MOST_LISTS), (",", _MOST_ITEMS)):  # each takes memory of its own
        if (count := sum(map(text.count, signs))) > most:
            raise Unreadable(say("grading.too_many_parts", count=f"{count / 1e6:.0f}"))
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(say("grading.no_json", error=str(error)[:200])) from None
    if not isinstance(notebook, dict):
        raise Unreadable(say("grading.no_notebook"))
    return notebook


def _other_language(notebook: dict[str, Any]) -> str:
    """The language that a notebook says it is in; "" if it is Python, or says nothing."""
    metadata = notebook.get("metadata")
    for part, key in (("language_info", "name"), ("kernelspec", "language")):
        told = metadata.get(part) if isinstance(metadata, dict) else None
        name = told.get(key) if isinstance(told, dict) else None
        if isinstance(name, str) and name and not name.lower().startswith(("python", "ipython")):
            return printable(name[:40])
    return ""


def _cells(notebook: dict[str, Any], notes: list[str]) -> list[Any]:
    if isinstance(notebook.get("worksheets"), list):  # format 3 and older
        notes.append(say("grading.old_format"))
        cells = [
            cell
            for sheet in notebook["worksheets"]
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            for cell in sheet["cells"]
        ]
    else:
        cells = notebook.get("cells", [])
    if not isinstance(cells, list):
        raise Unreadable(say("grading.no_notebook"))
    good = [cell for cell in cells if isinstance(cell, dict)]
    if cells and not good:
        raise Unreadable(say("grading.no_notebook"))
    if len(good) > _MOST_CELLS:
        raise Unreadable(say("grading.too_many", count=len(good)))
    return good


def _clean(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell with just what belongs into one, without outputs."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    source = source if isinstance(source, str) else ""
    source = source.replace("\r\n", "\n").replace("\r", "\n")[:_MOST_CHARACTERS]
    source = source.encode("utf-8", "replace").decode()  # lone surrogates can't be stored
    kind = cell.get("cell_type")
    kind = kind if kind in ("code", "markdown", "raw") else "markdown"
    given = cell.get("metadata")
    marks = given.get("nbgrader") if isinstance(given, dict) else None
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    own = cell.get("id")
    clean = _cell(kind, source, {}, own if isinstance(own, str) else "")
    if kind == "markdown" and cell.get("attachments"):
        clean["attachments"] = cell["attachments"]  # looked at when it is known whose cell this is
    return clean | {"grade_id": name if isinstance(name, str) else ""}


def _make_harmless(
    cells: list[dict[str, Any]], plan: Plan, notes: list[str], files: Mapping[str, bytes]
) -> None:
    """See to it that prose does nothing in the browser of whoever grades it."""
    reserved = {cell.id for cell in plan.cells}
    planned = {cell.id: cell for cell in plan.cells}
    budget = Budget(_PROSE_SECONDS_EACH, PROSE_SECONDS)
    changed, dropped, left, text_left = [], 0, _MOST_PICTURE_BYTES, _MOST_PROSE_CHARACTERS
    for number, cell in enumerate(cells):
        if cell["cell_type"] == "code":
            continue
        known = planned.get(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if known is not None and known.locked:
            continue
        pictures, lost = pasted(cell.pop("attachments", None))
        if cell["cell_type"] == "markdown" and digest_of(cell["source"]) not in plan.prose:
            with suppress(TooLong), budget.look():
                cell["source"], pictures = with_drawings(cell["source"], pictures, files.get)
        size = len(json.dumps(pictures))
        if size > left:
            pictures, lost, size = {}, lost + len(pictures), 0
        left -= size
        dropped += lost
        if pictures:
            cell["attachments"] = pictures
        if cell["cell_type"] == "raw":  # of which a page shows the elements
            cell["source"] = html.escape(cell["source"], quote=False)
            continue
        if digest_of(cell["source"]) in plan.prose and "attachment:" not in cell["source"]:
            continue
        text_left -= len(cell["source"])
        if text_left < 0:
            cell["source"], same = as_typed(cell["source"][:1000] + "\n…"), False
        else:
            try:
                with budget.look():
                    cell["source"], same = harmless(cell["source"], pictures, reserved)
            except TooLong:
                cell["source"], same = _typed_at_least(cell["source"]), False
        if not same:
            changed.append(str(number + 1))
    if changed:
        notes.append(say("grading.shown_as_typed", cells=", ".join(changed[:20])))
    if dropped:
        notes.append(say("grading.pictures_dropped", count=dropped))


def _typed_at_least(text: str) -> str:
    """A text that could not be looked at in time, as it was typed, or else as three dots."""
    typed = as_typed(text)
    with suppress(TooLong), within(_PROSE_SECONDS_EACH / 5):
        if is_harmless(typed, {}):
            return typed
    return "…"


def _cell(kind: str, source: str, metadata: dict[str, Any], name: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def _choose(cells: list[dict[str, Any]], plan: Plan, notes: list[str]) -> None:
    """Leave each grade id with one cell; the others stay as cells of the student's own."""
    planned = {cell.id: cell for cell in plan.cells}
    places: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        name = cell["grade_id"] or (cell["id"] if _is_copy(cell, planned) else "")
        cell["grade_id"] = name if name in planned else ""
        if cell["grade_id"]:
            places.setdefault(name, []).append(number)
    for name, numbers in places.items():
        if len(numbers) == 1:
            continue
        notes.append(say("grading.twice", name=name, count=len(numbers)))
        known = planned[name]
        chosen = numbers[0]
        if known.solution:  # the one that was worked on, else the last
            changed = [number for number in numbers
                       if cells[number]["source"].strip() != known.source.strip()]  # fmt: skip
            chosen = (changed or numbers)[-1]
        for number in numbers:
            if number != chosen:
                cells[number]["grade_id"] = ""


def _is_copy(cell: dict[str, Any], planned: dict[str, PlannedCell]) -> bool:
    """Whether a cell that has lost its metadata is still known by the id of the notebook format."""
    return cell["id"] in planned and planned[cell["id"]].cell_type == cell["cell_type"]


def _put_back(cells: list[dict[str, Any]], plan: Plan, notes: list[str]) -> None:
    """Give planned cells their metadata, type and text, and insert those that are not there."""
    by_name = {cell["grade_id"]: cell for cell in cells if cell.get("grade_id")}
    last: dict[str, Any] | None = None
    changed = []
    for planned in plan.cells:
        cell = by_name.get(planned.id)
        if cell is None:
            cell = _cell(planned.cell_type, planned.source, {}, planned.id)
            place = 0 if last is None else next(
                number for number, other in enumerate(cells) if other is last) + 1  # fmt: skip
            cells.insert(place, cell)
            notes.append(say("grading.missing", name=planned.id))
        if cell["cell_type"] != planned.cell_type:
            notes.append(say("grading.turned", name=planned.id, kind=cell["cell_type"]))
            source = planned.source if planned.locked else cell["source"]
            kept = cell["id"]
            cell.clear()
            cell |= _cell(planned.cell_type, source, {}, kept)
        if planned.locked:
            given = {bare(planned.visible), bare(planned.source)}
            if bare(cell["source"]) not in given and digest_of(cell["source"]) not in plan.released:
                changed.append(planned.id)
            cell["source"] = planned.source
            cell.pop("attachments", None)
            if planned.attachments:
                cell["attachments"] = dict(planned.attachments)
        cell["metadata"] = planned.metadata()
        last = cell
    if changed:
        notes.append(say("grading.put_back", names=", ".join(changed)))
    for cell in cells:
        cell.pop("grade_id", None)
