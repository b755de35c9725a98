"""The code cells of a page: which of them can run in the page, and why the others can't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from threadlab.web import homework
from threadlab.web.cells import asking, judge


@dataclass(frozen=True)
class Cell:
    """A code cell of a page: its id and source, whether it is `live`, or `why` not, in a word.

    One that `asks` has a program, which can be explored and played.
    """

    id: str
    source: str
    live: bool = False
    why: str = ""
    asks: bool = True

    def as_data(self) -> dict[str, Any]:
        """What the page tells its scripts: nothing that is empty, or goes without saying."""
        data: dict[str, Any] = {"id": self.id, "source": self.source, "live": self.live}
        data |= {"why": self.why} if self.why else {}
        return data | ({"asks": False} if self.live and not self.asks else {})


def of(notebook: Mapping[str, Any]) -> list[Cell] | list[homework.Cell]:
    """Return the code cells of a notebook, as threadlab.web judges them.

    Those of a homework have roles, and its answers in words are among them.
    """
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if any("nbgrader" in cell["metadata"] for cell in code):
        return homework.cells_of(notebook)
    sources = ["".join(cell["source"]) for cell in code]
    return [
        Cell(cell["id"], source, judged.live, judged.why, asks)
        for cell, source, judged, asks in zip(
            code, sources, judge(sources), asking(sources), strict=True
        )
    ]
