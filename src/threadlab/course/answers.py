"""Answers to a homework as text: what a student might hand in, and what it should fail.

An answer is a Python file in the percent format, a section for each answer cell:

    '''A lock in each call.

    like: ../right/with_lock.py
    fails: check-office-crowd check-office-hidden
    '''
    # %% office
    class Office: ...

`fails` names the test cells that must take no points; every other one must give all of its
points. `like` names a file whose sections stand where this one has none. A section that neither
has is left as it was released. `# %% explain [markdown]` is a text cell, its lines after "# ".
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from threadlab.errors import ThreadlabError

_SECTION = re.compile(r"^# %% ([a-z0-9-]+)( \[markdown\])?\n", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """The sources of some answer cells by cell id, and the test cells that they should fail."""

    title: str
    cells: dict[str, str]
    fails: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Answer:
        """Read the answer file `path`."""
        text = path.read_text(encoding="utf-8")
        head, *parts = _SECTION.split(text)
        try:
            # only the head: a student's answer need not be Python at all
            notes = ast.get_docstring(ast.parse(head)) or ""
        except SyntaxError as error:
            raise ThreadlabError(f"The head of {path} is not a docstring: {error}.") from None
        fields = dict(re.findall(r"^(like|fails): (.*)$", notes, re.MULTILINE))
        cells = {}
        if "like" in fields:
            cells = dict(cls.read(path.parent / fields["like"]).cells)
        for name, is_text, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            source = re.sub(r"^# ?", "", body, flags=re.MULTILINE) if is_text else body
            cells[name] = source.strip("\n")
        title = notes.splitlines()[0] if notes else path.stem
        return cls(title, cells, frozenset(fields.get("fails", "").split()))

    def fill_in(self, notebook: Any) -> None:
        """Write the cells into a released notebook, found by their nbgrader id.

        Raises `ThreadlabError` if it has no such cell.
        """
        places = {
            cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells
        }
        for name, source in self.cells.items():
            if name not in places:
                raise ThreadlabError(f"The assignment has no cell '{name}'.")
            places[name].source = source


def points(notebook: Any) -> dict[str, float]:
    """Return the points of each automatically graded cell of a source or released notebook."""
    found = {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            found[marks["grade_id"]] = float(marks["points"])
    return found
