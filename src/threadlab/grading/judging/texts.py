"""What stands in a prepared notebook: the student's texts, the instructor's, and their names."""

from __future__ import annotations

import builtins
import re
from functools import cached_property

from threadlab.grading.intake.asked import changed
from threadlab.grading.intake.plan import Plan, digest_of
from threadlab.grading.intake.prepare import Prepared
from threadlab.grading.judging import given_out, readable, reading
from threadlab.grading.judging.reading import Meanings
from threadlab.grading.judging.told import Lines
from threadlab.words import say

BUILTINS = frozenset(dir(builtins))
WORDS = re.compile(r"\w+")
_WRITES = re.compile(r"write|open\(|%%file|dump|copy")  # a cell that may leave a file behind


class Texts:
    """The texts of one notebook and of the files beside it, by whose they are; nothing is run."""

    def __init__(self, plan: Plan, prepared: Prepared, files: dict[str, bytes]):
        code = [(cell["source"], plan.planned(cell)) for cell in prepared.cells
                if cell["cell_type"] == "code"]  # fmt: skip
        locked = [(source, known) for source, known in code if known is not None and known.locked]
        self.locked = [source for source, _ in locked]
        # The instructor's cells that are run before every test.
        self.given = [reading.plain(source) for source, known in locked
                      if not known.grade and not source.lstrip().startswith("%%")]  # fmt: skip
        # The words that everybody can read, and the names that answers were asked to bind.
        self.public = frozenset(word for cell in plan.cells for word in WORDS.findall(cell.visible))
        self.released = frozenset(
            name for cell in plan.cells if cell.solution and cell.cell_type == "code"
            for name in reading.bound(reading.plain(cell.source))
        )  # fmt: skip
        self.own = [source for source, known in code if known is None or not known.locked]
        self._code = [(source, known is not None and known.locked) for source, known in code]
        self.modules = [data.decode("utf-8", "replace") for name, data in files.items()
                        if name.endswith(".py")]  # fmt: skip
        self.writes_files = any(_WRITES.search(source) for source in self.own
                                if not reading.is_program(source))  # fmt: skip
        self.unread = self._put_aside()
        self._is_given = lambda text: digest_of(text) in plan.released
        self.programs = [source for source in self.own if reading.is_program(source)]
        # The names that the student's cells bind.
        self.answers = frozenset(
            name for source in self.own if not reading.is_program(source)
            for name in reading.bound(reading.plain(source))
        )  # fmt: skip
        self.meanings = Meanings.of(self.own)
        if self.unread:
            self.meanings.stars |= {self.unread}
        # … and those whose objects they change in place, as far as that can be seen.
        self.changed = frozenset().union(*map(changed, self.own))
        self.lines = Lines(self.own)
        # The words that the student has read or written.
        self.words = self.public.union(*map(WORDS.findall, self.own))

    @cached_property
    def excused(self) -> list[str]:
        """Those of the student's cells that are as they were given out, and no answer's concern."""
        return given_out.excused(self.own, self._is_given)

    @cached_property
    def overtaken(self) -> frozenset[str]:
        """The names that only cells as they were given out bind, and after them a locked one."""
        return given_out.overtaken(self._code, self._is_given)

    def _put_aside(self) -> str:
        """Leave out of what the judge reads what would keep it busy; say so, if anything would."""
        texts = [*self.own, *self.modules]
        unread = {texts[number] for number in readable.unread(texts)}
        for kept in (self.own, self.modules):
            kept[:] = [text for text in kept if text not in unread]
        return say("grading.unread") if unread else ""
