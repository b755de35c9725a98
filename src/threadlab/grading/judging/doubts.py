"""Whether a mark may rest on a room's word: what an answer could do to make it lie."""

from __future__ import annotations

from threadlab.grading.judging import reading
from threadlab.grading.judging.examination import Doubtful
from threadlab.grading.judging.texts import BUILTINS, Texts
from threadlab.words import say


class Doubts:
    """What in one notebook's texts keeps a machine from giving a mark; raises `Doubtful`."""

    def __init__(self, texts: Texts):
        self._texts = texts

    def of_test(self, source: str, test: str) -> None:
        """See that the part `source` of the test cell `test` can be believed beside all cells."""
        self.suspect([*self._texts.own, *self._texts.modules])
        self._rely(source, test, self._texts.names)

    def of_check(self, body: str) -> None:
        """See that what a check uses of the student's cells can't lie about it."""
        used = reading.kept([*self._texts.modules, *self._texts.own], reading.loaded(body))
        self.suspect(used)
        names = frozenset(name for text in used for name in reading.global_names(text))
        self._rely(body, body, names)

    def suspect(self, sources: list[str]) -> None:
        """See that nothing in `sources` could change how Python itself works."""
        reasons = sorted({reason for text in sources for reason in reading.suspicions(text)})
        if reasons:
            raise Doubtful(say("grading.machinery", what=", ".join(reasons[:5])))

    def _rely(self, source: str, test: str, names: frozenset[str]) -> None:
        """See that names on which a test relies mean what they meant to its instructor."""
        locked = {name for text in self._texts.locked for name in reading.bound(text)}
        used = reading.loaded(source) - reading.bound(test)
        if taken := sorted((used & (locked | BUILTINS) & names) - self._texts.released):
            raise Doubtful(say("grading.rebound", what=", ".join(taken)))
