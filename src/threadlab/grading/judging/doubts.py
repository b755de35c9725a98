"""Whether a mark may rest on a room's word: what an answer could do to make it lie."""

from __future__ import annotations

from collections.abc import Sequence, Set

from threadlab.grading.judging import readable, reading, renewing
from threadlab.grading.judging.examination import Doubtful
from threadlab.grading.judging.reading import Meanings
from threadlab.grading.judging.texts import BUILTINS, Texts
from threadlab.grading.wire.deadline import TooLong, within
from threadlab.words import say


class Doubts:
    """What in one notebook's texts keeps a machine from giving a mark; raises `Doubtful`."""

    def __init__(self, texts: Texts):
        self._texts = texts

    def of_test(
        self, source: str, test: str, made: Sequence[str] = (), asked: Set[str] = frozenset()
    ) -> None:
        """See that the part `source` of the test cell `test` can be believed beside all cells.

        It finds what earlier tests have `made`. The names `asked` are the student's, though a cell
        of the instructor's binds them, too.
        """
        self.suspect(self._texts.modules, self._texts.own)
        self._rely(source, test, self._texts.meanings, asked)
        self._names_of("\n".join([*made, test]), self._texts.own)

    def of_check(self, body: str, asked: Set[str] = frozenset()) -> None:
        """See that what a check uses of the student's cells can't lie about it."""
        texts = [*self._texts.modules, *self._texts.own]
        try:
            with within(readable.SECONDS_ALL):
                used = reading.kept(texts, reading.loaded(body))
        except TooLong:
            raise Doubtful(say("grading.unread")) from None
        self._names_of(body, used)  # modules have names of their own
        if any(map(reading.imports, used)):
            used = [*used, *self._texts.modules]
        self.suspect(used)
        self._rely(body, body, Meanings.of(used), asked)
        computed = reading.computed(used)
        if early := sorted(name for name in reading.handed_over(body) if name in computed):
            raise Doubtful(say("grading.computed", what=", ".join(early)))

    def suspect(self, sources: list[str], overseen: Sequence[str] = ()) -> None:
        """See that all could be read, and nothing in it changes how Python itself works."""
        if self._texts.unread:
            raise Doubtful(self._texts.unread)
        reasons = reading.suspicions_of(sources, overseen)
        if reasons and (excused := self._texts.excused):
            left, seen = ([text for text in texts if text not in excused]
                          for texts in (sources, overseen))  # fmt: skip
            reasons = reading.suspicions_of(left, seen, excused)
        if reasons:
            raise Doubtful(say("grading.machinery", what=", ".join(reasons[:5])))

    def _names_of(self, test: str, answers: list[str]) -> None:
        """See that none of `answers` uses names under which the test has its own values.

        Who looks up `expected` there need not know it, and who sets `n` changes what is asked.
        Names that the instructor has given to the answers are theirs, too.
        """
        given = {name for text in self._texts.given for name in reading.bound(text)}
        names = reading.given_values(test) - given - self._texts.released
        used = {name for text in answers for name in reading.looked_up(text)}
        if taken := sorted(names & used):
            raise Doubtful(
                say("grading.names_of_test", what=", ".join(taken)),
                say("grading.names_of_test_told"),
            )

    def _rely(self, source: str, test: str, meanings: Meanings, asked: Set[str]) -> None:
        """See that names on which a test relies mean what they meant to its instructor."""
        meant = Meanings.of(self._texts.locked)
        given = tuple(self._texts.given)
        used = renewing.relied_on(source, test, given)
        relied = (used & (meant.keys() | BUILTINS)) - self._texts.released - asked
        taken = meanings.others(relied, meant)
        if taken:
            taken = [name for name in taken if name not in self._texts.overtaken]
        wanted = renewing.parts(used, given)
        if wanted:
            texts = [*self._texts.own, *self._texts.modules]
            taken += sorted({name for text in texts for name in renewing.sets(text, wanted)})
        if taken:
            raise Doubtful(say("grading.rebound", what=", ".join(taken)))
