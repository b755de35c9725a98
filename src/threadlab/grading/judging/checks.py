"""A cell that begins with %%check: explored in a room of its own, and so is a false one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from threadlab.grading.intake.plan import Plan, PlannedCell
from threadlab.grading.judging import coverage, reading, told
from threadlab.grading.judging.decoys import with_decoy
from threadlab.grading.judging.doubts import Doubts
from threadlab.grading.judging.examination import Doubtful, Failed, Lies
from threadlab.grading.judging.notebook_rooms import NotebookRooms, answer
from threadlab.grading.judging.programs import Programs
from threadlab.grading.judging.texts import Texts
from threadlab.grading.sandbox.client import Sandbox
from threadlab.grading.wire.channel import Late, NoAnswer
from threadlab.words import say

_MOST_VERDICT_BYTES = 16 * 2**20  # of an explored check's result


class CheckFailed(Failed):
    """The explorer has found a schedule in which a check does not hold; `verdict` shows it."""

    def __init__(self, verdict: dict[str, Any]):
        super().__init__(str(verdict.get("message", ""))[:4000])
        self.verdict = verdict


@dataclass
class Checks:
    """Explores the checks of one notebook; `searched` says how far the last search has come."""

    sandbox: Sandbox
    plan: Plan
    rooms: NotebookRooms
    texts: Texts
    doubts: Doubts
    programs: Programs
    patience: coverage.Patience = field(default_factory=coverage.Patience)
    searched: dict[str, Any] | None = None
    random: random.Random = field(default_factory=random.SystemRandom)

    def score(self, planned: PlannedCell, before: Sequence[dict[str, Any]]) -> float:
        """Explore a check of what stands in the cells `before` it, and see that a false one fails.

        Raises `Failed` or `Doubtful` where it gets no points, and `Lies` where nothing counts.
        """
        self.searched = None
        first, _, body = planned.source.lstrip().partition("\n")
        code = [cell for cell in before if cell["cell_type"] == "code"]
        asked = {
            "do": "check", "line": first[len("%%check") :].strip(),
            "cells": [self._visible(cell) for cell in code], "hidden": planned.hidden,
            **self.rooms.explored,
        }  # fmt: skip
        check, false = self.programs.orders(asked, *with_decoy(body, self.random))
        decoy: dict[str, Any] | None = None
        if self.random.random() < 0.5:  # so that no program knows which of the two it is in
            decoy = self._explore_decoy(false)
            if coverage.is_cut_short(decoy):  # and so would be the true one, which is as slow
                self.searched = coverage.searched(decoy)
                coverage.doubt(self.searched)
        verdict = self._explore(check)
        status = verdict.get("status")
        self.searched = coverage.searched(verdict)
        if status == "failed":
            raise CheckFailed(self._told(verdict, planned, code) if planned.hidden else verdict)
        if status not in ("proved", "survived"):
            raise Failed(say("grading.babble"))
        coverage.doubt(self.searched)
        self.doubts.of_check(reading.plain(body), frozenset(self.plan.asked.get(planned.id, ())))
        if decoy is None:
            decoy = self._explore_decoy(false)
        if decoy.get("status") != "failed":
            raise Lies(say("grading.canary"))
        return planned.points

    def _visible(self, cell: dict[str, Any]) -> str:
        """The text of an earlier cell, without the lines of hidden tests."""
        planned = self.plan.planned(cell)
        return planned.visible if planned and planned.test else str(cell["source"])

    def _told(
        self, verdict: dict[str, Any], planned: PlannedCell, code: Sequence[dict[str, Any]]
    ) -> dict[str, Any]:
        """What may be told of a failed check with hidden lines, where `code` stands before it."""
        cells = ["" if (known := self.plan.planned(cell)) and known.locked else cell["source"]
                 for cell in code]  # fmt: skip
        return told.without_hidden(
            verdict, planned.source, cells, self.texts.locked, self.texts.words
        )

    def _explore_decoy(self, order: dict[str, Any]) -> dict[str, Any]:
        """Explore a check that nobody passes; not to get an answer is not to pass."""
        try:
            return self._explore(order, tell=False)
        except (Failed, Doubtful):
            return {"status": "failed"}

    def _explore(self, order: dict[str, Any], *, tell: bool = True) -> dict[str, Any]:
        room = self.sandbox.open(self.plan.limits)  # one for each, so that nothing is passed on
        self.rooms.hold()
        try:
            channel, _ = room.start({**order, "seconds": self.patience.seconds})
            channel.most_bytes = _MOST_VERDICT_BYTES
            verdict = answer(channel, monotonic() + coverage.EMERGENCY_SECONDS)
            if tell and verdict.keys() == {"status", "work"} and verdict["status"] == "failed":
                channel.send({"tell": True})
                verdict = answer(channel, monotonic() + coverage.EMERGENCY_SECONDS)
            if verdict.get("status") == "late":
                self.patience.note({})
                raise Doubtful(say("grading.too_much_work"))
            self.patience.note(verdict)
            return verdict
        except Late:
            self.patience.note({})
            raise coverage.not_judged() from None
        except NoAnswer:
            self.patience.note({})
            raise Failed(say("grading.ended")) from None
        finally:
            room.close()
            self.rooms.go_on()
