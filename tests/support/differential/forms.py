"""One small assignment in the forms in which notebooks come: what saved them, and who has edited.

Each form is a course of its own, since some bring a configuration.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from support.differential.own import cell, notebook
from threadlab.grading.classroom.folder import CONFIG_NAME

Book = dict[str, Any]
SOLUTION = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
RIGHT = {"f": "def f(x):\n    return x * x", "g": "g = K + 1"}
WRONG = {"f": "def f(x):\n    return x * 3", "g": "g = 5"}  # f is wrong where nobody sees it
DELETED = "stock does without a locked cell that was deleted; here it is put back"
COPIED = "stock refuses a submission with a cell twice; here the copy runs, and its function counts"
OLD = "stock refuses a submission whose metadata is of an earlier version; here it is read"


@dataclass(frozen=True)
class Form:
    """A source, what was handed in by whom, and what the course says of itself.

    `why` is the reason for the differences of all its cells, if there are any.
    """

    source: Book
    submitted: Mapping[str, Book]
    config: str = ""
    name: str = "nb"
    why: str = ""
    ours: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def lay_out(self, root: Path, assignment: str) -> None:
        """Put all of it where a course has it."""
        _put(root / "source" / assignment / f"{self.name}.ipynb", self.source)
        for who, book in self.submitted.items():
            _put(root / "submitted" / who / assignment / f"{self.name}.ipynb", book)
        if self.config:
            (root / CONFIG_NAME).write_text(self.config)

    def points(self, who: str, test: str) -> float:
        """What ours gives to `who` for a test."""
        return self.ours.get((who, test), 2.0 if who == "right" else 0.0)


def _put(path: Path, book: Book) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(book), "utf-8")


def _plain(made: Any) -> Book:
    book: Book = json.loads(nbformat.writes(made))
    return book


def _base(points: tuple[float, float] = (2.0, 2.0)) -> Any:
    hidden = "### BEGIN HIDDEN TESTS\nassert f(-2) == 4\n### END HIDDEN TESTS"
    return notebook([
        new_markdown_cell("# A task", id="title"),
        cell("given", "import math\nK = 3"),
        cell("f", SOLUTION.format(RIGHT["f"]), solution=True),
        cell("f-test", f"assert f(3) == 9\n{hidden}", grade=True, points=points[0]),
        cell("g", SOLUTION.format(RIGHT["g"]), solution=True),
        cell("g-test", "assert g == 4", grade=True, points=points[1]),
    ])  # fmt: skip


def _answered(answers: Mapping[str, str], made: Any | None = None) -> Any:
    made = copy.deepcopy(_base() if made is None else made)
    for part in made.cells:
        if part.id in answers:
            part.source = answers[part.id]
        elif part.id == "f-test":
            part.source = "assert f(3) == 9"
    return made


def _both(change: Callable[[Any], Book] = _plain, made: Any | None = None) -> dict[str, Book]:
    """A right and a wrong submission, each changed."""
    return {"right": change(_answered(RIGHT, made)), "wrong": change(_answered(WRONG, made))}


def _of_schema(version: int) -> Callable[[Any], Book]:
    def older(made: Any) -> Book:
        book = _plain(made)
        for part in book["cells"]:
            if marks := part["metadata"].get("nbgrader"):
                marks["schema_version"] = version
                marks.pop("task")
                if version < 2:
                    marks.pop("cell_type")
        return book

    return older


def _without_ids(made: Any) -> Book:
    book = _plain(made) | {"nbformat_minor": 2}
    for part in book["cells"]:
        part.pop("id")
    return book


def _of_kernel(**kernel: str) -> Callable[[Any], Book]:
    def other(made: Any) -> Book:
        book = _plain(made)
        book["metadata"] = {"kernelspec": kernel} if kernel else {}
        return book

    return other


def _of_colab(made: Any) -> Book:
    book = _without_ids(made)
    book["metadata"]["colab"] = {"provenance": [], "name": "x"}
    for part in book["cells"]:
        part["metadata"]["colab"] = {"base_uri": "https://localhost:8080/"}
        if part["cell_type"] == "code":
            part["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["old\n"]}]
            part["execution_count"] = 7
    return book


def _edited(edit: Callable[[list[Any]], None], answers: Mapping[str, str] = RIGHT) -> Book:
    made = _answered(answers)
    edit(made.cells)
    return _plain(made)


def _own_cells(cells: list[Any]) -> None:
    cells.insert(3, new_code_cell("tmp = f(1)", id="own1"))
    cells.insert(0, new_raw_cell("raw", id="own2"))
    cells.insert(5, new_code_cell("def broken(:", id="own3"))
    cells.append(new_code_cell("1 / 0", id="own4"))


def _swapped(cells: list[Any]) -> None:
    cells[2], cells[3] = cells[3], cells[2]


def _twice(cells: list[Any]) -> None:
    again = copy.deepcopy(cells[2])
    again.update(id="again", source="def f(x):\n    return 0")
    cells.insert(3, again)


def _set(number: int, source: str, **marks: Any) -> Callable[[list[Any]], None]:
    def change(cells: list[Any]) -> None:
        cells[number].source = source
        cells[number].metadata.nbgrader.update(marks)

    return change


def _as_prose(cells: list[Any]) -> None:
    cells[4] = new_markdown_cell(RIGHT["g"], id="g", metadata=cells[4].metadata)


def _mixed() -> Any:
    made = _base()
    marks = {"grade": True, "locked": False, "schema_version": 3, "solution": True, "task": False,
             "points": 4, "cell_type": "markdown"}  # fmt: skip
    made.cells[4:4] = [
        cell("shown", SOLUTION.format("print('why')"), solution=True, grade=True),
        new_markdown_cell("YOUR ANSWER", id="essay",
                          metadata={"nbgrader": {**marks, "grade_id": "essay"}}),
        new_markdown_cell("Draw it.", id="drawing", metadata={"nbgrader": {
            **marks, "grade_id": "drawing", "grade": False, "locked": True, "solution": False,
            "task": True}}),
    ]  # fmt: skip
    return made


_WORDS = {
    "### BEGIN SOLUTION": "// BEGIN ANSWER", "### END SOLUTION": "// END ANSWER",
    "### BEGIN HIDDEN TESTS": "#hide>", "### END HIDDEN TESTS": "#<hide",
}  # fmt: skip
_DELIMITERS = """
c.ClearSolutions.begin_solution_delimeter = "BEGIN ANSWER"
c.ClearSolutions.end_solution_delimeter = "END ANSWER"
c.ClearHiddenTests.begin_test_delimeter = "hide>"
c.ClearHiddenTests.end_test_delimeter = "<hide"
"""


def _delimited() -> Book:
    text = json.dumps(_plain(_base()))
    for old, new in _WORDS.items():
        text = text.replace(old, new)
    made: Book = json.loads(text)
    return made


_BASE = _plain(_base())
_HALVES = _base((0.5, 1.25))
_CONDA = _of_kernel(name="conda-env-x-py", display_name="Python [x]", language="python")
_UNTOUCHED = {"f": "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
              "g": "# YOUR CODE HERE\nraise NotImplementedError()"}  # fmt: skip
FORMS = {
    "schema-1": Form(_BASE, _both(_of_schema(1)), why=OLD),
    "schema-2": Form(_BASE, _both(_of_schema(2)), why=OLD),
    "no-ids": Form(_without_ids(_base()), _both(_without_ids)),
    "ids-lost": Form(_BASE, _both(_without_ids)),
    "kernel-of-conda": Form(_BASE, _both(_CONDA)),
    "kernel-unknown": Form(_BASE, _both(_of_kernel())),
    "colab": Form(_BASE, _both(_of_colab)),
    "beside-prose": Form(_plain(_mixed()), _both(made=_mixed())),
    "delimiters": Form(_delimited(), _both(), _DELIMITERS),
    "own-cells": Form(_BASE, {"right": _edited(_own_cells)}),
    "swapped": Form(_BASE, {"right": _edited(_swapped)}, ours={("right", "f-test"): 0.0}),
    "given-deleted": Form(_BASE, {"right": _edited(lambda cells: cells.pop(1))}, why=DELETED),
    "given-changed": Form(_BASE, {"wrong": _edited(_set(1, "K = 4"), {**WRONG, "g": "g = K"})}),
    "untouched": Form(_BASE, {"wrong": _plain(_answered(_UNTOUCHED))}),
    "halves": Form(_plain(_HALVES), _both(made=_HALVES),
                   ours={("right", "f-test"): 0.5, ("right", "g-test"): 1.25}),
    "odd-name": Form(_BASE, _both(), name="Übung 1.2 (a)"),
    "twice": Form(_BASE, {"right": _edited(_twice)}, why=COPIED, ours={("right", "f-test"): 0.0}),
    "test-emptied": Form(_BASE, {"wrong": _edited(_set(5, "pass"), WRONG)}),
    "points-raised": Form(
        _BASE, {"wrong": _edited(_set(5, "pass", points=100, locked=False), WRONG)}),
    "as-prose": Form(_BASE, {"right": _edited(_as_prose)}),
    "timed": Form(_BASE, {"right": _plain(_answered({**RIGHT, "f": f"%%time\n{RIGHT['f']}"}))}),
}  # fmt: skip
