"""Our own notebooks: pairs of a task and its test, with a right and a wrong answer.

What is reported by users of graders stands here as the smallest notebook that shows it. Several
pairs make a notebook, since each notebook costs stock nbgrader the start of a kernel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}


@dataclass(frozen=True)
class Pair:
    """A task and its test of 2 points. `why` gives reasons for differences by who has answered."""

    test: str
    right: str
    wrong: str
    odd: str = (
        ""  # an answer that is right or wrong in another way; the right one, if there is none
    )
    skeleton: str = "# your code"
    given: str = ""  # a locked cell before it
    before: str = ""  # a test cell of no points before it
    files: Mapping[str, bytes] = field(default_factory=dict)  # of the instructor's
    why: Mapping[str, str] = field(default_factory=dict)
    # What ours gives: 2 and 0, if nothing else stands here.
    ours: Mapping[str, float] = field(default_factory=dict)


def cell(name: str, source: str, *, grade: bool = False, solution: bool = False,
         points: float = 2.0) -> Any:  # fmt: skip
    """A code cell with nbgrader's metadata; one that is no answer is locked."""
    marks: dict[str, Any] = {
        "grade": grade, "grade_id": name, "locked": not solution, "schema_version": 3,
        "solution": solution, "task": False, "cell_type": "code",
    }  # fmt: skip
    if grade:
        marks["points"] = points
    return new_code_cell(source, id=name, metadata={"nbgrader": marks})


def notebook(cells: list[Any]) -> Any:
    """A Python notebook."""
    made = new_notebook(cells=cells)
    made.metadata["kernelspec"] = KERNEL
    return made


def source_of(pairs: Mapping[str, Pair]) -> Any:
    """The instructor's notebook of some pairs."""
    cells = []
    for name, pair in pairs.items():
        if pair.given:
            cells.append(cell(f"{name}-given", pair.given))
        cells.append(cell(name, _solved(pair), solution=True))
        if pair.before:
            cells.append(cell(f"{name}-before", pair.before, grade=True, points=0.0))
        cells.append(cell(f"{name}-test", pair.test, grade=True))
    return notebook(cells)


def _solved(pair: Pair) -> str:
    first = f"{pair.skeleton}\n" if pair.skeleton != "# your code" else ""
    return f"{first}### BEGIN SOLUTION\n{pair.right}\n### END SOLUTION"


def lay_out(root: Path, assignment: str, pairs: Mapping[str, Pair]) -> None:
    """Put the instructor's notebook of some pairs into a course, and the files beside it."""
    folder = root / "source" / assignment
    write(folder / f"{assignment}.ipynb", source_of(pairs))
    _write_files(folder, pairs)


def hand_in(root: Path, assignment: str, pairs: Mapping[str, Pair], who: str) -> None:
    """Put the answers of `who`, "right", "wrong" or "odd", where collect would."""
    made = source_of(pairs)
    for part in made.cells:
        if part.id in pairs:
            part.source = getattr(pairs[part.id], who) or pairs[part.id].right
    folder = root / "submitted" / who / assignment
    write(folder / f"{assignment}.ipynb", made)
    _write_files(folder, pairs)


def _write_files(folder: Path, pairs: Mapping[str, Pair]) -> None:
    for pair in pairs.values():
        for name, data in pair.files.items():
            (folder / name).write_bytes(data)


def write(path: Path, made: Any) -> None:
    """Write a notebook and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, path)
