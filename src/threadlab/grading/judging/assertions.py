"""A test cell of assertions: where it runs, so that as little as possible rests on a room's word.

In a clean room, if it takes nothing of the student's but programs or plain data; else in a fork of
the notebook; and where threads forbid a fork, in the notebook's own process.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set
from time import monotonic
from typing import Any

from threadlab.grading.intake.plan import Plan, PlannedCell
from threadlab.grading.judging import reading, renewing
from threadlab.grading.judging.arbiters import Arbiters
from threadlab.grading.judging.claims import TestCell
from threadlab.grading.judging.doubts import Doubts
from threadlab.grading.judging.examination import Doubtful, Examination, Failed
from threadlab.grading.judging.notebook_rooms import GRACE_SECONDS, NotebookRooms, answer, why_lost
from threadlab.grading.judging.reading import Meanings
from threadlab.grading.judging.seen import Unseen
from threadlab.grading.judging.texts import BUILTINS, Texts
from threadlab.grading.wire.channel import Channel, Gone, NoAnswer
from threadlab.words import say


class _Threads(Exception):  # noqa: N818
    """The notebook runs threads, so that it can't be forked."""


class Assertions:
    """Runs the test cells of one notebook that are assertions."""

    def __init__(
        self, plan: Plan, rooms: NotebookRooms, arbiters: Arbiters, texts: Texts, doubts: Doubts
    ):
        self.plan = plan
        self.rooms = rooms
        self.arbiters = arbiters
        self.texts = texts
        self.doubts = doubts
        self._threaded = False

    def score(self, planned: PlannedCell) -> float:
        """Run a cell; raises `Failed` or `Doubtful` where it gets no points."""
        try:
            before = tuple(map(reading.plain, self.texts.locked))
            files = tuple(sorted(planned.programs.items()))
            test = reading.test_cell(planned.source, files, self.texts.released, before)
        except (SyntaxError, Unseen) as problem:
            raise Failed(say("grading.broken_test", error=problem)) from None
        try:
            value = self._examined(test.source, test, planned)
        except NoAnswer as lost:
            self.rooms.leave("notebook")
            seconds = f"{self.plan.limits.seconds:g}"
            late = say("grading.test_late", seconds=seconds)
            raise Failed(why_lost(lost, late)) from None
        if value is None:
            if test.toothless and planned.points:
                raise Doubtful(test.toothless)
            return planned.points
        if not 0 <= value <= planned.points:
            raise Failed(say("grading.too_much", value=value, most=planned.points))
        return value

    def _examined(self, source: str, test: TestCell, planned: PlannedCell) -> float | None:
        if self.texts.unread:
            return self._in_notebook(test, planned)
        if self._programs_only(source, planned):
            try:
                return self._clean(test, planned, None)
            except (Failed, NoAnswer):
                if not self.texts.writes_files:
                    raise
            # It may need a file that another cell has written; but other cells can do more.
            self._in_notebook(test, planned)
            raise Doubtful(say("grading.other_cells"))
        given = self._given_before(planned)
        relied = renewing.relied_on(source, test.source, given) & {
            name for text in given for name in reading.bound(text)
        }
        if asked := relied & self._asked(planned):
            return self._with_what_was_asked(test, planned, relied - asked)
        if (values := self._data_only(source, planned, given)) is None:
            return self._in_notebook(test, planned)
        return self._twice(test, planned, values, Meanings.of(given), relied)

    def _asked(self, planned: PlannedCell) -> frozenset[str]:
        """The names of the instructor's cells that are the student's where a test runs."""
        return frozenset(self.plan.asked.get(planned.id, ()))

    def _given_before(self, planned: PlannedCell) -> tuple[str, ...]:
        """The instructor's cells that have run before a test."""
        before = itertools.takewhile(lambda cell: cell is not planned, self.plan.cells)
        texts = {reading.plain(cell.source) for cell in before if cell.locked and not cell.grade}
        return tuple(text for text in self.texts.given if text in texts)

    def _with_what_was_asked(
        self, test: TestCell, planned: PlannedCell, relied: Set[str]
    ) -> float | None:
        """Run a test of given objects that a task is to change, beside others on which it rests."""
        value = self._in_notebook(test, planned)
        if changed := sorted(relied & self.texts.changed):
            raise Doubtful(say("grading.rebound", what=", ".join(changed)))
        return value

    def _twice(
        self, test: TestCell, planned: PlannedCell, values: dict[str, Any], given: Meanings,
        relied: Set[str],
    ) -> float | None:  # fmt: skip
        """Run a test with what is given as it was, and with what the answer has made of it.

        The first is enough if it passes and nothing of that is changed in sight. What passes in the
        second alone is about what an answer does to a library, or somebody has changed what is
        expected, which a person sees.
        """
        try:
            first = self._clean(test, planned, values)
        except Failed as failure:
            try:
                second = self._in_notebook(test, planned)
            except (Failed, Doubtful):
                raise failure from None
            except NoAnswer:
                self.rooms.leave("notebook")
                raise failure from None
            if all("" not in given.get(name, ()) for name in relied):  # all imported
                return second
            names = ", ".join(sorted(relied & self.texts.changed or relied))
            raise Doubtful(say("grading.rebound", what=names)) from None
        if not relied & self.texts.changed:
            return first
        second = self._in_notebook(test, planned)
        return min((each for each in (first, second) if each is not None), default=None)

    # What a test takes

    def _data_only(
        self, source: str, planned: PlannedCell, locked: Sequence[str]
    ) -> dict[str, Any] | None:
        """The student's values that a test takes, if it takes nothing else; None if it does.

        Such a test runs where no student's code has ever run.
        """
        given = {name for text in locked for name in reading.bound(text)}
        used = reading.loaded(source) | {name for text in locked for name in reading.loaded(text)}
        wanted = (used & self.texts.answers) - given - BUILTINS
        if not given or not wanted or not reading.loaded(source) & given:
            return None
        if self.rooms.helpers(planned, frozenset(), self.texts.own)[1:]:  # what other tests made
            return None
        values = self.rooms.values(sorted(wanted))
        return values if values.keys() == wanted else None

    def _programs_only(self, source: str, planned: PlannedCell) -> bool:
        """Whether a test takes nothing of the student's but programs, which are files.

        Such a test runs where the student's other cells have not run: whatever they are good for,
        they can't change what it imports.
        """
        if not self.texts.programs:
            return False
        helpers = self.rooms.helpers(planned, frozenset(), self.texts.own)
        if helpers[1:]:
            return False
        texts = [source, *helpers, *self.texts.given]
        used = {name for text in texts for name in reading.loaded(text)}
        given = {name for text in texts for name in reading.bound(text)}
        return not (used & self.texts.answers) - given - BUILTINS

    # Where it runs

    def _clean(
        self, test: TestCell, planned: PlannedCell, values: dict[str, Any] | None
    ) -> float | None:
        """Run a test where the student's cells have not run."""
        deadline = monotonic() + self.plan.limits.seconds
        sources = [*self.texts.programs, *self.texts.modules] if values is None else []
        try:
            graded = self.rooms.clean(planned, values, deadline)
            return Examination(
                graded, self.arbiters, test, planned, deadline,
                lambda source: self.doubts.suspect(sources),
            ).go()  # fmt: skip
        except NoAnswer:
            self.rooms.leave("clean")
            raise

    def _in_notebook(self, test: TestCell, planned: PlannedCell) -> float | None:
        """Run a test beside everything that the student's cells have made."""
        if not self._threaded:
            try:
                return self._in_fork(test, planned)
            except _Threads:
                self._threaded = True
        return self._in_place(test, planned)

    def _in_fork(self, test: TestCell, planned: PlannedCell) -> float | None:
        """Run a test in a fork of the notebook; raises `_Threads` if there can be none."""
        notebook = self.rooms.notebook()
        deadline = monotonic() + self.plan.limits.seconds
        graded = self.rooms.fork("notebook", notebook)
        examination = self._examination(graded, test, planned, deadline)
        last_word: dict[str, Any] = {}
        try:
            try:
                return examination.go()
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
            return self._examination(graded, test, planned, deadline).go()
        finally:
            graded.close()
            self.rooms.leave("notebook")

    def _examination(
        self, graded: Channel, test: TestCell, planned: PlannedCell, deadline: float
    ) -> Examination:
        helpers = self.rooms.helpers(planned, self.texts.meanings.names(), self.texts.own)
        known = self._asked(planned) | self.rooms.made_anew(planned, self.texts.own)
        examination = Examination(
            graded, self.arbiters, test, planned, deadline,
            lambda source: self.doubts.of_test(source, test.source, helpers[1:], known),
            self.texts.lines, self.texts.public, self.texts.words, self._has_seen_hidden(planned),
        )  # fmt: skip
        examination.prepare(helpers)
        return examination

    def _has_seen_hidden(self, planned: PlannedCell) -> bool:
        """Whether hidden lines have run beside the answers before, and may be noted there."""
        before = itertools.takewhile(lambda cell: cell is not planned, self.plan.cells)
        return any(cell.test and cell.hidden and not cell.is_check for cell in before)
