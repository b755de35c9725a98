"""The judge: sends a prepared notebook through a room, cell by cell, and decides on every mark.

It stays outside. What comes out of a room is plain data, and no answer at all is no mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from threadlab.grading.intake.plan import Plan, PlannedCell
from threadlab.grading.intake.prepare import Prepared
from threadlab.grading.judging import coverage
from threadlab.grading.judging.arbiters import Arbiters
from threadlab.grading.judging.assertions import Assertions
from threadlab.grading.judging.checks import CheckFailed, Checks
from threadlab.grading.judging.doubts import Doubts
from threadlab.grading.judging.examination import Doubtful, Failed, Lies
from threadlab.grading.judging.notebook_rooms import NotebookRooms
from threadlab.grading.judging.outputs import error, said
from threadlab.grading.judging.programs import Programs
from threadlab.grading.judging.texts import Texts
from threadlab.grading.sandbox.client import Sandbox
from threadlab.words import say


@dataclass
class Mark:
    """What a graded cell is worth: None waits for a person. `message` is for the student."""

    score: float | None
    most: float
    message: str = ""
    flag: str = ""
    verdict: dict[str, Any] | None = None
    searched: dict[str, Any] | None = None  # of a check: how far, and what that rests on

    def data(self) -> dict[str, Any]:
        """The mark as JSON."""
        return {
            "score": self.score, "most": self.most, "message": self.message, "flag": self.flag,
            "verdict": self.verdict, "searched": self.searched,
        }  # fmt: skip


@dataclass
class Outcome:
    """A graded notebook: marks by grade id, outputs by the number of the cell, flags."""

    marks: dict[str, Mark] = field(default_factory=dict)
    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)


class Judge:
    """Grades one prepared notebook; `modules` beside it are the instructor's."""

    def __init__(
        self, sandbox: Sandbox, plan: Plan, prepared: Prepared, files: dict[str, bytes],
        modules: Sequence[str] = (),
    ):  # fmt: skip
        self.plan = plan
        self.cells = prepared.cells
        self.outcome = Outcome()
        self.rooms = NotebookRooms(sandbox, plan, prepared, files, modules)
        texts = Texts(plan, prepared, files)
        self.rooms.show_tests(texts.own)
        doubts = Doubts(texts)
        arbiters = Arbiters.of(sandbox)
        self._assertions = Assertions(plan, self.rooms, arbiters, texts, doubts)
        self._programs = Programs(sandbox, plan, self.rooms)
        self._checks = Checks(sandbox, plan, self.rooms, texts, doubts, self._programs)

    def grade(self) -> Outcome:
        """Run and judge every cell."""
        lies = ""
        try:
            for number, cell in enumerate(self.cells):
                if cell["cell_type"] != "code":
                    continue
                planned = self.plan.planned(cell)
                if planned is None or not planned.test:
                    self.outcome.outputs[number] = self.rooms.run(number)
                    continue
                mark = Mark(0.0, planned.points)
                self.outcome.marks[planned.id] = mark
                try:
                    self._test(number, planned, mark)
                except Lies as lie:
                    lies = lies or str(lie)
                    self._flag(planned, mark, str(lie))
                self._show(number, planned, mark)
        finally:
            self.rooms.close()
            self._programs.close()
        if lies:  # of such a room no word counts
            for mark in self.outcome.marks.values():
                mark.score, mark.flag = 0.0, mark.flag or lies
        return self.outcome

    def _test(self, number: int, planned: PlannedCell, mark: Mark) -> None:
        try:
            if planned.is_check:
                try:
                    mark.score = self._checks.score(planned, self.cells[:number])
                finally:
                    mark.searched = self._checks.searched
            else:
                mark.score = self._assertions.score(planned)
        except Failed as failure:
            mark.message = str(failure)
            if isinstance(failure, CheckFailed):
                mark.verdict = failure.verdict
        except Doubtful as doubt:
            self._flag(planned, mark, str(doubt), say("grading.flagged_why", why=doubt.told))

    def _flag(self, planned: PlannedCell, mark: Mark, reason: str, message: str = "") -> None:
        mark.score, mark.flag, mark.message = 0.0, reason, message or say("grading.flagged")
        self.outcome.flags.append(f"{planned.id}: {reason}")

    def _show(self, number: int, planned: PlannedCell, mark: Mark) -> None:
        printed = self.rooms.printed()
        outputs = [] if planned.hidden else printed
        if mark.score is not None and mark.score < mark.most and mark.message:
            outputs.append(error(mark.message))
        elif mark.searched is not None and mark.score == mark.most:
            outputs.append(said(coverage.told(mark.searched)))
        self.outcome.outputs[number] = outputs
