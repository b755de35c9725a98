"""The instructor's side of a notebook: its cells as they should be, and what they are worth."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from threadlab.grading.wire.limits import Limits

_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[^\n]*\n?", re.S | re.M
)


@dataclass(frozen=True)
class PlannedCell:
    """A cell that nbgrader knows. `source` has the hidden tests; of an answer it is the release."""

    id: str
    cell_type: str
    source: str
    grade: bool
    solution: bool
    locked: bool
    task: bool = False
    points: float = 0.0
    checksum: str = ""
    attachments: Mapping[str, Any] = field(default_factory=dict, hash=False)
    programs: Mapping[str, str] = field(default_factory=dict, hash=False)  # that a test runs

    @property
    def test(self) -> bool:
        """Whether it is graded by running it."""
        return self.grade and not self.solution and self.cell_type == "code"

    @property
    def is_check(self) -> bool:
        """Whether it is explored under every schedule, and not a cell of assertions."""
        return self.source.lstrip().startswith("%%check")

    @property
    def hidden(self) -> bool:
        """Whether students don't see all of it."""
        return bool(_HIDDEN.search(self.source))

    def hidden_line(self, line: int) -> bool:
        """Whether students don't see line `line` (from 1) of it."""
        return any(
            self.source.count("\n", 0, found.start()) < line
            <= self.source.count("\n", 0, found.end())
            for found in _HIDDEN.finditer(self.source)
        )  # fmt: skip

    def metadata(self) -> dict[str, Any]:
        """The cell's nbgrader metadata, as `nbgrader generate_assignment` writes it."""
        marks: dict[str, Any] = {
            "grade": self.grade, "grade_id": self.id, "locked": self.locked,
            "schema_version": 3, "solution": self.solution, "task": self.task,
            "cell_type": self.cell_type,
        }  # fmt: skip
        if self.grade or self.task:
            marks["points"] = self.points
        if self.checksum:
            marks["checksum"] = self.checksum
        return {"nbgrader": marks, "deletable": False, "editable": not self.locked}


def without_hidden(source: str) -> str:
    """`source` as students see it."""
    return _HIDDEN.sub("", source)


def digest_of(text: str) -> str:
    """A short name of a text."""
    return hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True)
class Plan:
    """A notebook of an assignment: its known cells in their order, and its limits."""

    assignment: str
    notebook: str
    cells: tuple[PlannedCell, ...]
    limits: Limits = field(default_factory=Limits)
    kernelspec: Mapping[str, Any] = field(default_factory=dict)
    prose: tuple[str, ...] = ()  # the digests of other texts that students get

    def __getitem__(self, name: str) -> PlannedCell:
        """Return the cell of that id; raises `KeyError`."""
        return next(cell for cell in self.cells if cell.id == name)

    def planned(self, cell: Mapping[str, Any]) -> PlannedCell | None:
        """The instructor's cell that `cell` of a notebook stands for; raises `KeyError`."""
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        return self[name] if name else None

    def data(self) -> dict[str, Any]:
        """The plan as JSON."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Plan:
        """The plan that `data` made."""
        cells = tuple(PlannedCell(**cell) for cell in data["cells"])
        limits = Limits(**data["limits"])
        return cls(
            data["assignment"], data["notebook"], cells, limits, data["kernelspec"],
            tuple(data["prose"]),
        )  # fmt: skip

    @property
    def digest(self) -> str:
        """A short name of everything in it."""
        return hashlib.sha256(json.dumps(self.data(), sort_keys=True).encode()).hexdigest()[:16]

    @classmethod
    def from_notebook(cls, assignment: str, name: str, source: Any, release: Any) -> Plan:
        """Make the plan from an instructor's notebook and its release, as nbformat gives them."""
        released = {
            cell["metadata"]["nbgrader"]["grade_id"]: cell
            for cell in release["cells"]
            if cell["metadata"].get("nbgrader", {}).get("grade_id")
        }
        cells = []
        for cell in source["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            name_of = marks.get("grade_id")
            if not name_of or not (
                marks.get("grade") or marks.get("solution") or marks.get("locked")
                or marks.get("task")
            ):  # fmt: skip
                continue
            counterpart = released.get(name_of, cell)
            cells.append(
                PlannedCell(
                    id=name_of,
                    cell_type=cell["cell_type"],
                    source=counterpart["source"] if marks.get("solution") else cell["source"],
                    grade=bool(marks.get("grade")),
                    solution=bool(marks.get("solution")),
                    locked=not marks.get("solution"),
                    task=bool(marks.get("task")),
                    points=float(marks.get("points", 0) or 0),
                    checksum=counterpart["metadata"]["nbgrader"].get("checksum", ""),
                    attachments=dict(cell.get("attachments", {})),
                )
            )
        kernelspec = dict(source["metadata"].get("kernelspec", {}))
        prose = sorted({digest_of(cell["source"]) for cell in release["cells"]
                        if cell["cell_type"] == "markdown"})  # fmt: skip
        limits = Limits.of(source["metadata"])
        return cls(assignment, name, tuple(cells), limits, kernelspec, tuple(prose))
