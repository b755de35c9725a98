"""The code cells of a page: which of them can run in the page, and why the others can't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from threadlab.web.cells import judge


@dataclass(frozen=True)
class Cell:
    """A code cell: its id and source, whether it is `live`, or `why` not, in a word.

    `grade` is the name that nbgrader knows it by; `answer` says that a student writes in it.
    """

    id: str
    source: str
    live: bool = False
    why: str = ""
    grade: str = ""
    answer: bool = False

    def as_data(self) -> dict[str, Any]:
        """What the page tells its scripts: nothing that is empty."""
        data: dict[str, Any] = {"id": self.id, "source": self.source, "live": self.live}
        more = {"why": self.why, "grade": self.grade, "answer": self.answer}
        return data | {key: value for key, value in more.items() if value}


def of(page: str, notebook: Mapping[str, Any]) -> list[Cell]:
    """Return the code cells of a notebook, as threadlab.web.cells judges them."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in code]
    found = []
    for cell, source, judged in zip(code, sources, judge(sources), strict=True):
        graded = cell["metadata"].get("nbgrader", {})
        found.append(
            Cell(
                cell["id"],
                source,
                live=judged.live,
                why=judged.why,
                grade=graded.get("grade_id", ""),
                answer=bool(graded.get("solution")),
            )
        )
    return found
