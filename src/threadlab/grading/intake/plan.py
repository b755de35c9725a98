"""The instructor's side of a notebook: its cells as they should be, and what they are worth."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.asked import asked
from threadlab.grading.wire.limits import Limits
from threadlab.words import say

# As nbgrader is set up where nobody has said anything else (ClearHiddenTests).
DELIMITERS = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
_LANGUAGES = {"ir": "R", "sos": "SoS", "bash": "Bash", "javascript": "JavaScript"}  # of kernels
_RUNS = re.compile(r"^[ \t]*%run\b(.*)$", re.M)


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
    delimiters: tuple[str, str] = DELIMITERS  # of hidden tests

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
        return bool(hidden_lines(self.source, self.delimiters))

    @property
    def visible(self) -> str:
        """The text as students see it."""
        return without_hidden(self.source, self.delimiters)

    def hidden_line(self, line: int) -> bool:
        """Whether students don't see line `line` (from 1) of it."""
        return line in hidden_lines(self.source, self.delimiters)

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


def hidden_lines(source: str, delimiters: Sequence[str] = DELIMITERS) -> frozenset[int]:
    """The lines (from 1) that nbgrader hides: a delimiter counts wherever it stands in its line."""
    begin, end = delimiters
    inside, found = False, set()
    for number, line in enumerate(source.split("\n"), 1):
        if begin in line:
            inside = True
            found.add(number)
        elif end in line:
            inside = False
            found.add(number)
        elif inside:
            found.add(number)
    return frozenset(found)


def without_hidden(source: str, delimiters: Sequence[str] = DELIMITERS) -> str:
    """`source` as students see it."""
    hidden = hidden_lines(source, delimiters)
    lines = source.split("\n")
    return "\n".join(line for number, line in enumerate(lines, 1) if number not in hidden)


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
    prose: tuple[str, ...] = ()  # the digests of the prose that students get
    released: tuple[str, ...] = ()  # … and of all texts of cells
    # By test, names of locked cells that are the student's there: what they are to change.
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def __getitem__(self, name: str) -> PlannedCell:
        """Return the cell of that id; raises `KeyError`."""
        return next(cell for cell in self.cells if cell.id == name)

    def planned(self, cell: Mapping[str, Any]) -> PlannedCell | None:
        """The instructor's cell that `cell` of a notebook stands for; raises `KeyError`."""
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        return self[name] if name else None

    def data(self) -> dict[str, Any]:
        """The plan as JSON, the same for every submission: not to be changed."""
        return self._data

    @cached_property
    def _data(self) -> dict[str, Any]:
        data = asdict(self)
        if not self.asked:  # so that a plan of an earlier version is the same one
            del data["asked"]
        return data

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Plan:
        """The plan that `data` made."""
        cells = tuple(PlannedCell(**{**cell, "delimiters": tuple(cell["delimiters"])})
                      for cell in data["cells"])  # fmt: skip
        limits = Limits(**data["limits"])
        return cls(
            data["assignment"], data["notebook"], cells, limits, data["kernelspec"],
            tuple(data["prose"]), tuple(data.get("released", ())),
            {test: tuple(names) for test, names in data.get("asked", {}).items()},
        )  # fmt: skip

    @cached_property
    def digest(self) -> str:
        """A short name of everything in it."""
        return hashlib.sha256(json.dumps(self.data(), sort_keys=True).encode()).hexdigest()[:16]

    @classmethod
    def from_notebook(
        cls, assignment: str, name: str, source: Any, release: Any, *,
        made: Mapping[str, str] | None = None, delimiters: tuple[str, str] = DELIMITERS,
        files: Mapping[str, bytes] | None = None,
    ) -> Plan:  # fmt: skip
        """Make the plan of a release, as nbformat gives it; its `source` has the hidden tests, too.

        nbgrader's preprocessors may change a cell, and add some, between source and release. What
        they have `made` of each, with its hidden lines, stands in nbgrader's gradebook. `files` lie
        beside the source. Raises `ThreadlabError` where that does not fit together.
        """
        _refuse_other_languages(name, release)
        sources = {marks["grade_id"]: cell["source"] for cell, marks in _marked(source)}
        pasted = {marks["grade_id"]: cell.get("attachments", {}) for cell, marks in _marked(source)}
        texts = {name: data.decode("utf-8", "replace") for name, data in (files or {}).items()}
        cells = []
        for cell, marks in _marked(release):
            solution, text = bool(marks.get("solution")), cell["source"]
            if not solution:
                whole = (made or {}).get(marks["grade_id"])
                given = sources.get(marks["grade_id"])
                test = bool(marks.get("grade")) and cell["cell_type"] == "code"
                text = _whole(text, whole, given, delimiters) if test else whole or given or text
            cells.append(
                PlannedCell(
                    id=marks["grade_id"],
                    cell_type=cell["cell_type"],
                    source=text,
                    grade=bool(marks.get("grade")),
                    solution=solution,
                    locked=not solution,
                    task=bool(marks.get("task")),
                    points=_points(marks),
                    checksum=marks.get("checksum", ""),
                    # the release has none of those of a mark scheme
                    attachments=dict({} if solution else pasted.get(marks["grade_id"], {}))
                    | dict(cell.get("attachments", {})),
                    programs={file: texts[file] for line in _RUNS.findall(text)
                              for file in line.split() if file in texts},
                    delimiters=delimiters,
                )
            )  # fmt: skip
        kernelspec = dict(release["metadata"].get("kernelspec", {}))
        prose = sorted({digest_of(cell["source"]) for cell in release["cells"]
                        if cell["cell_type"] == "markdown"})  # fmt: skip
        released = sorted({digest_of(cell["source"]) for cell in release["cells"]})
        limits = Limits.of(source["metadata"])
        return cls(assignment, name, tuple(cells), limits, kernelspec, tuple(prose),
                   tuple(released), asked(_in_order(source, cells)))  # fmt: skip


def _in_order(source: Any, planned: Sequence[PlannedCell]) -> Iterator[tuple[str, bool, str]]:
    """The code of an instructor's notebook: the id of a test, whether it is locked, its text."""
    known = {cell.id: cell for cell in planned}
    for cell in source["cells"]:
        if cell["cell_type"] == "code":
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            plan = known.get(name)
            locked = plan is not None and plan.locked
            test = name if plan is not None and plan.test else ""
            yield test, locked, plan.source if plan is not None and locked else cell["source"]


def _marked(notebook: Any) -> Iterator[tuple[Any, Any]]:
    """The cells that nbgrader knows, with what it knows of them."""
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade_id") and any(
            marks.get(kind) for kind in ("grade", "solution", "locked", "task")
        ):
            yield cell, marks


def _whole(released: str, made: str | None, source: str | None, delimiters: tuple[str, str]) -> str:
    """The text of a test, with hidden lines, of which students see what was `released`.

    A gradebook may be older than a release that has come with a newer source.
    """
    for text in (made, source):
        if text is not None and bare(without_hidden(text, delimiters)) == bare(released):
            return text
    if made is not None:
        return made
    if source is not None and hidden_lines(source, delimiters):
        raise ThreadlabError(say("authors.not_generated"))
    return released


def bare(text: str) -> str:
    """A text without blanks at its ends and those of its lines."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def refuse_changed(
    assignment: str, name: str, source: Any, release: Any, made: Mapping[str, str] | None, *,
    newer: bool,
) -> None:  # fmt: skip
    """Raise `ThreadlabError` if a source has other cells or points than what was made of it.

    What a test says is known to be another only where the source is `newer`: a preprocessor of the
    instructor's may change it on the way.
    """
    theirs = {marks["grade_id"]: marks for _, marks in _marked(release)}
    for cell, marks in _marked(source):
        key = marks["grade_id"]
        other = theirs.get(key)
        changed = other is None or (
            bool(marks.get("grade") or marks.get("task")) and _points(marks) != _points(other)
        )
        if newer and not changed and marks.get("grade") and not marks.get("solution"):
            whole = (made or {}).get(key)
            changed = (whole is not None and "AUTOTEST" not in cell["source"]
                       and bare(whole) != bare(cell["source"]))  # fmt: skip
        if changed:
            raise ThreadlabError(
                say("authors.changed", assignment=assignment, notebook=name, cell=key)
            )


def _points(marks: Mapping[str, Any]) -> float:
    return float(marks.get("points", 0) or 0)


def _refuse_other_languages(name: str, notebook: Any) -> None:
    kernel = notebook["metadata"].get("kernelspec", {})
    info = notebook["metadata"].get("language_info", {})
    language = kernel.get("language") or info.get("name") or _LANGUAGES.get(kernel.get("name", ""))
    if language and not str(language).lower().startswith(("python", "ipython")):
        raise ThreadlabError(say("authors.language", notebook=name, language=language))
