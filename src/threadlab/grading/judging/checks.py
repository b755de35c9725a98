"""A cell that begins with %%check: explored in a room of its own, and so is a false one."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from threadlab.grading.intake.plan import Plan, PlannedCell
from threadlab.grading.judging import reading
from threadlab.grading.judging.decoys import with_decoy
from threadlab.grading.judging.doubts import Doubts
from threadlab.grading.judging.examination import Failed, Lies
from threadlab.grading.judging.notebook_rooms import answer
from threadlab.grading.sandbox.client import Sandbox
from threadlab.grading.wire.channel import Late, NoAnswer
from threadlab.homework.checks import CHECK_SECONDS
from threadlab.words import say

_MOST_VERDICT_BYTES = 16 * 2**20  # of an explored check's result


class CheckFailed(Failed):
    """The explorer has found a schedule in which a check does not hold; `verdict` shows it."""

    def __init__(self, verdict: dict[str, Any]):
        super().__init__(str(verdict.get("message", ""))[:4000])
        self.verdict = verdict


@dataclass
class Checks:
    """Explores the checks of one notebook."""

    sandbox: Sandbox
    plan: Plan
    doubts: Doubts
    random: random.Random = field(default_factory=random.SystemRandom)

    def score(self, planned: PlannedCell, cells: list[str]) -> float:
        """Explore a check of what stands in the code `cells` before it, and then a false one."""
        first, _, body = planned.source.lstrip().partition("\n")
        line = first[len("%%check") :].strip()
        check, false = with_decoy(body, self.random)
        decoy: dict[str, Any] | None = None
        if self.random.random() < 0.5:  # so that no program knows which of the two it is in
            decoy = self._explore_decoy(line, false, cells)
        verdict = self._explore(line, check, cells)
        status = verdict.get("status")
        if status == "failed":
            raise CheckFailed(verdict)
        if status not in ("proved", "survived"):
            raise Failed(say("grading.babble"))
        self.doubts.of_check(reading.plain(body))
        if decoy is None:
            decoy = self._explore_decoy(line, false, cells)
        if decoy.get("status") != "failed":
            raise Lies(say("grading.canary"))
        return planned.points

    def _explore_decoy(self, line: str, body: str, cells: list[str]) -> dict[str, Any]:
        """Explore a check that nobody passes; not to get an answer is not to pass."""
        try:
            return self._explore(line, body, cells, told=False)
        except Failed:
            return {"status": "failed"}

    def _explore(
        self, line: str, body: str, cells: list[str], *, told: bool = True
    ) -> dict[str, Any]:
        room = self.sandbox.open(self.plan.limits)  # one for each, so that nothing is passed on
        limit = max(self.plan.limits.seconds, 2 * CHECK_SECONDS)
        try:
            channel, _ = room.start({"do": "check", "line": line, "body": body, "cells": cells,
                                     "seconds": CHECK_SECONDS})  # fmt: skip
            channel.most_bytes = _MOST_VERDICT_BYTES
            verdict = answer(channel, monotonic() + limit)
            if told and verdict == {"status": "failed"}:
                channel.send({"tell": True})
                verdict = answer(channel, monotonic() + limit)
            return verdict
        except Late:
            raise Failed(say("grading.test_late", seconds=f"{limit:g}")) from None
        except NoAnswer:
            raise Failed(say("grading.ended")) from None
        finally:
            room.close()
