"""What stands in a prepared notebook: the student's texts, the instructor's, and their names."""

from __future__ import annotations

import builtins
import re

from threadlab.grading.intake.plan import Plan, without_hidden
from threadlab.grading.intake.prepare import Prepared
from threadlab.grading.judging import reading
from threadlab.grading.judging.reading import Meanings

BUILTINS = frozenset(dir(builtins))
_WORDS = re.compile(r"\w+")
_WRITES = re.compile(r"write|open\(|%%file|dump|copy")  # a cell that may leave a file behind


class Texts:
    """The texts of one notebook and of the files beside it, by whose they are; nothing is run."""

    def __init__(self, plan: Plan, prepared: Prepared, files: dict[str, bytes]):
        code = [(cell["source"], plan.planned(cell)) for cell in prepared.cells
                if cell["cell_type"] == "code"]  # fmt: skip
        locked = [(source, known) for source, known in code if known is not None and known.locked]
        self.own = [source for source, known in code if known is None or not known.locked]
        self.programs = [source for source in self.own if reading.is_program(source)]
        self.modules = [data.decode("utf-8", "replace") for name, data in files.items()
                        if name.endswith(".py")]  # fmt: skip
        cells = [source for source in self.own if not reading.is_program(source)]
        self.writes_files = any(_WRITES.search(source) for source in cells)
        self.meanings = Meanings.of(self.own)
        self.lines = frozenset(line.strip() for source in self.own
                               for line in source.splitlines() if line.strip())  # fmt: skip
        # The names that the student's cells bind, and those that answers were asked to bind.
        self.answers = frozenset(name for source in cells
                                 for name in reading.bound(reading.plain(source)))  # fmt: skip
        self.released = frozenset(
            name for cell in plan.cells if cell.solution and cell.cell_type == "code"
            for name in reading.bound(reading.plain(cell.source))
        )  # fmt: skip
        self.locked = [reading.plain(source) for source, _ in locked]
        # The instructor's cells that are run before every test.
        self.given = [reading.plain(source) for source, known in locked
                      if not known.grade and not source.lstrip().startswith("%%")]  # fmt: skip
        # The words that everybody can read.
        self.public = frozenset(
            word for cell in plan.cells for word in _WORDS.findall(without_hidden(cell.source))
        )
