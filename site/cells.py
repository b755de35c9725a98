"""The code cells of a page: which of them can run in the page, and why the others can't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from threadlab.web import homework
from threadlab.web.cells import judge


@dataclass(frozen=True)
class Cell:
    """A code cell of a page: its id and source, whether it is `live`, or `why` not, in a word."""

    id: str
    source: str
    live: bool = False
    why: str = ""

    def as_data(self) -> dict[str, Any]:
        """What the page tells its scripts: nothing that is empty."""
        data: dict[str, Any] = {"id": self.id, "source": self.source, "live": self.live}
        return data | ({"why": self.why} if self.why else {})


def of(notebook: Mapping[str, Any]) -> list[Cell] | list[homework.Cell]:
    """Return the code cells of a notebook, as threadlab.web judges them.

    Those of a homework have roles, and its answers in words are among them.
    """
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if any("nbgrader" in cell["metadata"] for cell in code):
        return homework.cells_of(notebook)
    sources = ["".join(cell["source"]) for cell in code]
    return [
        Cell(cell["id"], source, judged.live, judged.why)
        for cell, source, judged in zip(code, sources, judge(sources), strict=True)
    ]
