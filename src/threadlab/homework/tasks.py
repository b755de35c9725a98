"""What a homework notebook asks for: its tasks, with the cells that answer and those that test.

A task begins with a heading, as a reader would say. Notebooks come as nbformat has them: cells are
mappings with a `cell_type`, a `source` and nbgrader's `metadata`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Cell = Mapping[str, Any]

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.M)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
_POINTS = re.compile(r"\s*\((\d+(?:\.\d+)?) points?\)$")
_MARKUP = re.compile(r"[*`]+|</?\w[^>]*>")


@dataclass(frozen=True)
class Graded:
    """A cell with points: a test, or what a person reads. `place` is its index in the notebook."""

    name: str
    points: float
    place: int
    is_test: bool


@dataclass(frozen=True)
class Task:
    """What stands below one heading: `answers` are the indices of the cells to be filled in.

    Where there are none to be filled in, they are those before it that nothing has tested yet.
    """

    title: str
    answers: tuple[int, ...]
    graded: tuple[Graded, ...]

    @property
    def points(self) -> float:
        """The points of all its cells."""
        return sum(cell.points for cell in self.graded)


def settings_of(cell: Cell) -> Mapping[str, Any]:
    """What nbgrader knows of a cell; nothing for one that is none of the assignment's."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found if isinstance(found, Mapping) else {}


def is_untouched(cell: Cell) -> bool:
    """Whether an answer is still what was handed out, which its checksum says; not of a task cell.

    Needs nbgrader, whose checksum it is.
    """
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    known = settings_of(cell)
    if known.get("task") or not known.get("checksum"):
        return False
    return bool(known["checksum"] == compute_checksum(from_dict(cell)))


def is_locked(cell: Cell) -> bool:
    """Whether a student is not to change the cell: it is put back before grading."""
    known = settings_of(cell)
    return bool(known.get("locked") or (known.get("grade") and not known.get("solution")))


def tasks_of(cells: Sequence[Cell]) -> list[Task]:
    """The tasks with points, in the order of the notebook.

    What stands before the first heading below the title, or in a notebook without one, is named
    after its first cell. Of cells with the same name, as of a copied test, the first counts.
    """
    found = []
    names: set[str] = set()
    shared: tuple[int, ...] = ()  # answers below a heading without points: what is below others
    for title, places in _sections(cells):
        graded = tuple(_graded_in(cells, places, names))
        answers = tuple(place for place in places if _is_answer(cells[place]))
        if graded:
            first = answers[0] if answers else graded[0].place
            named = title or str(settings_of(cells[first]).get("grade_id", ""))
            shared = () if answers else shared
            found.append(Task(named, answers or shared, graded))
        elif answers:
            shared = answers
    return found


def _sections(cells: Sequence[Cell]) -> Iterator[tuple[str, list[int]]]:
    """The cells below each heading; the first heading of all is the notebook's own."""
    title, titles = "", 0
    places: list[int] = []
    for place, cell in enumerate(cells):
        heading = heading_of(cell)
        if heading:
            if places:
                yield title, places
            title, places, titles = (heading if titles else ""), [], titles + 1
        places.append(place)
    if places:
        yield title, places


def heading_of(cell: Cell) -> str:
    """The heading of a cell of text, without its points; empty where there is none."""
    if cell.get("cell_type") != "markdown" or settings_of(cell).get("solution"):
        return ""
    found = _HEADING.search(_FENCED.sub("", str(cell.get("source", ""))))
    return _MARKUP.sub("", _POINTS.sub("", found[1])).strip() if found else ""


def points_said(cell: Cell) -> float | None:
    """The points that the heading of a cell says; None where it says none."""
    found = _HEADING.search(_FENCED.sub("", str(cell.get("source", ""))))
    said = _POINTS.search(found[1]) if found else None
    return float(said[1]) if said else None


def _graded_in(cells: Sequence[Cell], places: list[int], names: set[str]) -> Iterator[Graded]:
    """The cells with points whose name is not among `names` yet, to which theirs are added."""
    for place in places:
        graded = _graded(cells[place], place)
        if graded and not (graded.name and graded.name in names):
            names.add(graded.name)
            yield graded


def _graded(cell: Cell, place: int) -> Graded | None:
    known = settings_of(cell)
    if not known.get("grade") and not known.get("task"):
        return None
    is_test = cell.get("cell_type") == "code" and not known.get("solution")
    points = known.get("points")
    worth = float(points) if isinstance(points, (int, float)) else 0.0
    return Graded(str(known.get("grade_id", "")), worth, place, is_test)


def _is_answer(cell: Cell) -> bool:
    known = settings_of(cell)
    return bool(known.get("solution") or known.get("task"))
