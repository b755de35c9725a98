"""The judge: sends a prepared notebook through a room, cell by cell, and decides on every mark.

It stays outside. What comes out of a room is plain data, and no answer at all is no mark.
"""

from __future__ import annotations

import builtins
import random
import re
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from threadlab.grading.intake.plan import Plan, PlannedCell, without_hidden
from threadlab.grading.intake.prepare import Prepared
from threadlab.grading.judging import coverage, readable, reading, told
from threadlab.grading.judging.arbiters import Arbiters
from threadlab.grading.judging.claims import TestCell
from threadlab.grading.judging.decoys import with_decoy
from threadlab.grading.judging.examination import Doubtful, Examination, Failed, Lies
from threadlab.grading.judging.notebook_rooms import GRACE_SECONDS, NotebookRooms, answer, why_lost
from threadlab.grading.judging.outputs import error
from threadlab.grading.judging.reading import Meanings
from threadlab.grading.judging.told import Lines
from threadlab.grading.sandbox.client import Sandbox
from threadlab.grading.wire.channel import Channel, Gone, Late, NoAnswer
from threadlab.grading.wire.deadline import TooLong, within
from threadlab.words import say

_BUILTINS = frozenset(dir(builtins))
_WORDS = re.compile(r"\w+")
_WRITES = re.compile(r"write|open\(|%%file|dump|copy")  # a cell that may leave a file behind
_MOST_VERDICT_BYTES = 16 * 2**20  # of an explored check's result


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


class _Threads(Exception):  # noqa: N818
    """The notebook runs threads, so that it can't be forked."""


class Judge:
    """Grades one prepared notebook."""

    def __init__(self, sandbox: Sandbox, plan: Plan, prepared: Prepared, files: dict[str, bytes]):
        self.sandbox = sandbox
        self.plan = plan
        self.cells = prepared.cells
        self.outcome = Outcome()
        self.rooms = NotebookRooms(sandbox, plan, prepared, files)
        self.arbiters = Arbiters.of(sandbox)
        self.random = random.SystemRandom()
        self._patience = coverage.Patience()
        self._threaded = False
        code = [cell for cell in self.cells if cell["cell_type"] == "code"]
        self._own = [cell["source"] for cell in code if not self._is_locked(cell)]
        self._locked = [cell["source"] for cell in code if self._is_locked(cell)]
        self._programs = [source for source in self._own if reading.is_program(source)]
        self._writes_files = any(_WRITES.search(source) for source in self._own
                                 if not reading.is_program(source))  # fmt: skip
        self._modules = [data.decode("utf-8", "replace") for name, data in files.items()
                         if name.endswith(".py")]  # fmt: skip
        self._released = frozenset(
            name for cell in plan.cells if cell.solution and cell.cell_type == "code"
            for name in reading.bound(reading.plain(cell.source))
        )  # fmt: skip
        self._public = frozenset(
            word for cell in plan.cells for word in _WORDS.findall(without_hidden(cell.source))
        )
        self._unread = self._put_aside()
        self._meanings = Meanings.of(self._own)
        if self._unread:
            self._meanings.stars |= {self._unread}
        self._lines = Lines(self._own)

    def _put_aside(self) -> str:
        """Leave out of what the judge reads what would keep it busy; say so, if anything would."""
        texts = [*self._own, *self._modules]
        unread = {texts[number] for number in readable.unread(texts)}
        for kept in (self._own, self._modules, self._programs):
            kept[:] = [text for text in kept if text not in unread]
        return say("grading.unread") if unread else ""

    def _is_locked(self, cell: dict[str, Any]) -> bool:
        planned = self.rooms.planned(cell)
        return planned is not None and planned.locked

    def grade(self) -> Outcome:
        """Run and judge every cell."""
        lies = ""
        try:
            for number, cell in enumerate(self.cells):
                if cell["cell_type"] != "code":
                    continue
                planned = self.rooms.planned(cell)
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
        if lies:  # of such a room no word counts
            for mark in self.outcome.marks.values():
                mark.score, mark.flag = 0.0, mark.flag or lies
        return self.outcome

    def _flag(self, planned: PlannedCell, mark: Mark, reason: str, message: str = "") -> None:
        mark.score, mark.flag, mark.message = 0.0, reason, message or say("grading.flagged")
        self.outcome.flags.append(f"{planned.id}: {reason}")

    def _show(self, number: int, planned: PlannedCell, mark: Mark) -> None:
        printed = self.rooms.printed()
        outputs = [] if planned.hidden else printed
        if mark.score is not None and mark.score < mark.most and mark.message:
            outputs.append(error(mark.message))
        self.outcome.outputs[number] = outputs

    def _test(self, number: int, planned: PlannedCell, mark: Mark) -> None:
        try:
            if planned.is_check:
                self._check(number, planned, mark)
            else:
                mark.score = self._ordinary(planned)
        except Failed as failure:
            mark.message = str(failure)
        except Doubtful as doubt:
            self._flag(planned, mark, str(doubt), say("grading.flagged_why", why=doubt.told))

    # Cells of assertions

    def _ordinary(self, planned: PlannedCell) -> float:
        """Run a cell of assertions, in a fork of the notebook or in a clean room."""
        source = reading.plain(planned.source)
        try:
            before = tuple(map(reading.plain, self._locked))
            test = reading.test_cell(source, self._released, before)
        except SyntaxError as problem:
            raise Failed(say("grading.broken_test", error=problem)) from None
        try:
            value = self._examined(source, test, planned)
        except NoAnswer as lost:
            self.rooms.leave("notebook")
            seconds = f"{self.plan.limits.seconds:g}"
            late = say("grading.test_late", seconds=seconds)
            raise Failed(why_lost(lost, late)) from None
        if value is None:
            return planned.points
        if not 0 <= value <= planned.points:
            raise Failed(say("grading.too_much", value=value, most=planned.points))
        return value

    def _examined(self, source: str, test: TestCell, planned: PlannedCell) -> float | None:
        if self._unread:
            return self._in_notebook(test, planned)
        if self._programs_only(source, planned):
            try:
                return self._clean(test, planned, None)
            except (Failed, NoAnswer):
                if not self._writes_files:
                    raise
            # It may need a file that another cell has written; but other cells can do more.
            self._in_notebook(test, planned)
            raise Doubtful(say("grading.other_cells"))
        if (values := self._data_only(source)) is not None:
            return self._clean(test, planned, values)
        return self._in_notebook(test, planned)

    def _in_notebook(self, test: TestCell, planned: PlannedCell) -> float | None:
        """Run a test beside everything that the student's cells have made."""
        if not self._threaded:
            try:
                return self._in_fork(test, planned)
            except _Threads:
                self._threaded = True
        return self._in_place(test, planned)

    def _given(self) -> list[str]:
        """The instructor's cells that are run before every test."""
        return [
            reading.plain(cell["source"]) for cell in self.cells
            if cell["cell_type"] == "code" and self._is_locked(cell)
            and not cell["source"].lstrip().startswith("%%")
            and not self.rooms.planned(cell).grade  # type: ignore[union-attr]
        ]  # fmt: skip

    def _answers(self) -> set[str]:
        """The names that the student's own cells bind."""
        return {
            name for text in self._own if not reading.is_program(text)
            for name in reading.bound(reading.plain(text))
        }  # fmt: skip

    def _data_only(self, source: str) -> dict[str, Any] | None:
        """The student's values that a test takes, if it takes nothing else; None if it does.

        Such a test runs where no student's code has ever run.
        """
        locked = self._given()
        given = {name for text in locked for name in reading.bound(text)}
        used = reading.loaded(source) | {name for text in locked for name in reading.loaded(text)}
        wanted = (used & self._answers()) - given - _BUILTINS
        if not given or not wanted or not reading.loaded(source) & given:
            return None
        values = self.rooms.values(sorted(wanted))
        return values if values.keys() == wanted else None

    def _programs_only(self, source: str, planned: PlannedCell) -> bool:
        """Whether a test takes nothing of the student's but programs, which are files.

        Such a test runs where the student's other cells have not run: whatever they are good for,
        they can't change what it imports.
        """
        if not self._programs:
            return False
        helpers = self.rooms.helpers(planned, frozenset())
        texts = [source, helpers, *self._given()]
        used = {name for text in texts for name in reading.loaded(text)}
        given = {name for text in texts for name in reading.bound(text)}
        return not (used & self._answers()) - given - _BUILTINS

    def _clean(
        self, test: TestCell, planned: PlannedCell, values: dict[str, Any] | None
    ) -> float | None:
        deadline = monotonic() + self.plan.limits.seconds
        sources = [*self._programs, *self._modules] if values is None else []
        try:
            graded = self.rooms.clean(planned, values, deadline)
            return Examination(
                graded, self.arbiters, test, planned, deadline,
                lambda source: self._suspect(sources),
            ).go()  # fmt: skip
        except NoAnswer:
            self.rooms.leave("clean")
            raise

    def _in_fork(self, test: TestCell, planned: PlannedCell) -> float | None:
        """Run a test in a fork of the notebook; raises `_Threads` if there can be none."""
        notebook = self.rooms.notebook()
        deadline = monotonic() + self.plan.limits.seconds
        graded = self.rooms.fork("notebook", notebook)
        examination = self._examination(graded, test, planned, deadline)
        last_word: dict[str, Any] = {}
        try:
            try:
                return self._go(examination, planned)
            finally:
                graded.close()
                longest = monotonic() + 2 * GRACE_SECONDS
                last_word = self._last_word(
                    notebook, longest if examination.begun else max(deadline, longest)
                )
        except Gone:
            if "threads" in last_word and not examination.begun:
                raise _Threads from None
            raise

    def _last_word(self, notebook: Channel, deadline: float) -> dict[str, Any]:
        """What a notebook says when its fork has ended; one that says nothing is begun anew."""
        try:
            return answer(notebook, deadline)
        except NoAnswer:
            self.rooms.leave("notebook")
            return {}

    def _in_place(self, test: TestCell, planned: PlannedCell) -> float | None:
        """Run a test in a notebook's own process, which is begun anew before and after."""
        self.rooms.leave("notebook")
        notebook = self.rooms.notebook()
        deadline = monotonic() + self.plan.limits.seconds
        graded = self.rooms.fork("notebook", notebook, here=True)
        try:
            return self._go(self._examination(graded, test, planned, deadline), planned)
        finally:
            graded.close()
            self.rooms.leave("notebook")

    def _examination(
        self, graded: Channel, test: TestCell, planned: PlannedCell, deadline: float
    ) -> Examination:
        return Examination(
            graded, self.arbiters, test, planned, deadline,
            lambda source: self._doubt(source, test.source), self._lines, self._public,
        )  # fmt: skip

    def _go(self, examination: Examination, planned: PlannedCell) -> float | None:
        examination.prepare(self.rooms.helpers(planned, self._meanings.names()))
        return examination.go()

    # Doubts

    def _doubt(self, source: str, test: str) -> None:
        """Raise `Doubtful` if a mark that rests on a room's word can't be given by a machine.

        `source` is the part of the test cell `test` on which the mark rests.
        """
        self._suspect([*self._own, *self._modules])
        self._rely(source, test, self._meanings)

    def _suspect(self, sources: list[str]) -> None:
        if self._unread:
            raise Doubtful(self._unread)
        reasons = reading.suspicions_of(sources)
        if reasons:
            raise Doubtful(say("grading.machinery", what=", ".join(reasons[:5])))

    def _rely(self, source: str, test: str, meanings: Meanings) -> None:
        """See that names on which a test relies mean what they meant to its instructor."""
        meant = Meanings.of(self._locked)
        used = reading.loaded(source) - reading.bound(test)
        relied = (used & (meant.keys() | _BUILTINS)) - self._released
        if taken := meanings.others(relied, meant):
            raise Doubtful(say("grading.rebound", what=", ".join(taken)))

    # Checks

    def _check(self, number: int, planned: PlannedCell, mark: Mark) -> None:
        """Explore a check; if it holds, see that a false one does not."""
        first, _, body = planned.source.lstrip().partition("\n")
        line = first[len("%%check") :].strip()
        check, false = with_decoy(body, self.random)
        decoy: dict[str, Any] | None = None
        if self.random.random() < 0.5:  # so that no program knows which of the two it is in
            decoy = self._explore_decoy(number, line, false)
        verdict = self._explore(number, line, check)
        status = verdict.get("status")
        mark.searched = coverage.searched(verdict)
        if status == "failed":
            if planned.hidden:
                verdict = self._without_hidden(verdict, number, planned)
            mark.verdict = verdict
            raise Failed(str(verdict.get("message", ""))[:4000])
        if status not in ("proved", "survived"):
            raise Failed(say("grading.babble"))
        coverage.doubt(mark.searched)
        self._doubt_check(reading.plain(body))
        if decoy is None:
            decoy = self._explore_decoy(number, line, false)
        if decoy.get("status") != "failed":
            raise Lies(say("grading.canary"))
        mark.score = planned.points

    def _without_hidden(
        self, verdict: dict[str, Any], number: int, planned: PlannedCell
    ) -> dict[str, Any]:
        """What a student may be told of a failed check with hidden lines."""
        cells = ["" if self._is_locked(cell) else cell["source"]
                 for cell in self.cells[:number] if cell["cell_type"] == "code"]  # fmt: skip
        words = self._public.union(*map(_WORDS.findall, self._own))
        return told.without_hidden(verdict, planned.source, cells, self._locked, words)

    def _doubt_check(self, body: str) -> None:
        """Raise `Doubtful` if what a check uses of the student's cells could lie about it."""
        try:
            with within(readable.SECONDS_ALL):
                used = reading.kept([*self._modules, *self._own], reading.loaded(body))
        except TooLong:
            raise Doubtful(say("grading.unread")) from None
        self._suspect(used)
        self._rely(body, body, Meanings.of(used))

    def _explore_decoy(self, number: int, line: str, body: str) -> dict[str, Any]:
        """Explore a check that nobody passes; not to get an answer is not to pass."""
        try:
            return self._explore(number, line, body, tell=False)
        except (Failed, Doubtful):
            return {"status": "failed"}

    def _visible(self, cell: dict[str, Any]) -> str:
        """The text of an earlier cell, without the lines of hidden tests."""
        planned = self.rooms.planned(cell)
        return without_hidden(cell["source"]) if planned and planned.test else str(cell["source"])

    def _explore(self, number: int, line: str, body: str, *, tell: bool = True) -> dict[str, Any]:
        cells = [self._visible(cell) for cell in self.cells[:number]
                 if cell["cell_type"] == "code"]  # fmt: skip
        hidden = bool((planned := self.rooms.planned(self.cells[number])) and planned.hidden)
        room = self.sandbox.open(self.plan.limits)  # one for each, so that nothing is passed on
        self.rooms.hold()
        try:
            seconds = self._patience.seconds
            channel, _ = room.start({"do": "check", "line": line, "body": body, "cells": cells,
                                     "hidden": hidden, "seconds": seconds})  # fmt: skip
            channel.most_bytes = _MOST_VERDICT_BYTES
            verdict = answer(channel, monotonic() + coverage.EMERGENCY_SECONDS)
            if tell and verdict == {"status": "failed"}:
                channel.send({"tell": True})
                verdict = answer(channel, monotonic() + coverage.EMERGENCY_SECONDS)
            if tell:
                self._patience.note(verdict)
            return verdict
        except Late:
            self._patience.note({})
            raise coverage.not_judged() from None
        except NoAnswer:
            self._patience.note({})
            raise Failed(say("grading.ended")) from None
        finally:
            room.close()
            self.rooms.go_on()
