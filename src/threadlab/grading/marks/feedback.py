"""Feedback for students: what failed and how, and nothing of the hidden tests.

A page of feedback has no files beside it, so the pictures of the instructor's prose are taken
along. Those of the student's are in the graded notebook already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from nbgrader.utils import is_grade

from threadlab.grading.intake.drawings import MOST_BYTES
from threadlab.grading.intake.folders import Refused, read
from threadlab.grading.intake.plan import without_hidden
from threadlab.grading.intake.prose import with_drawings
from threadlab.homework.reading import Reader, Unreadable
from threadlab.homework.tasks import Graded, Task, is_untouched, settings_of, tasks_of
from threadlab.words import say


class HideTests(NbGraderPreprocessor):
    """Takes hidden tests and notes for the instructor out of a graded notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as its student may see it.

        What a student's own cells show after a hidden test has run is left out, and what is printed
        in tests: the answer may have written down what the hidden one asked for.
        """
        known = nb.metadata.pop("threadlab", {})
        resources["threadlab"] = {"unreadable": str(known.get("unreadable") or "")}
        folder = Path(resources.get("metadata", {}).get("path") or ".")

        def beside(name: str) -> bytes | None:
            with suppress(OSError, Refused):
                return read(folder, name, MOST_BYTES + 1)
            return None

        settings = ClearHiddenTests(parent=self)
        delimiters = settings.begin_test_delimeter, settings.end_test_delimeter
        hidden = False
        for cell in nb.cells:
            source = without_hidden(cell.source, delimiters)
            hidden = hidden or source != cell.source
            cell.source = source
            if cell.cell_type == "markdown":
                cell.source, pictures = with_drawings(source, cell.get("attachments", {}), beside)
                if pictures:
                    cell.attachments = pictures
            if hidden and cell.cell_type == "code":
                cell.outputs = [
                    output for output in cell.outputs
                    if is_grade(cell) and output.output_type != "stream"
                ]  # fmt: skip
        return nb, resources


class ByTask(NbGraderPreprocessor):
    """Says of each task what it gave and why points were lost, for the top of the page.

    It comes after nbgrader's GetGrades, which knows the marks, and after HideTests. Its result is
    in the resources: `threadlab.tasks`, for page.html.j2.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as it is, and the resources with its tasks."""
        tasks = [_task(nb.cells, task) for task in tasks_of(nb.cells)]
        heads = [say(f"feedback.{name}") for name in ("task", "lost", "points")]
        reason = resources.get("threadlab", {}).get("unreadable", "")
        if reason:  # what stands below is the homework as it was handed out
            tasks = [task | {"lost": [], "comments": []} for task in tasks]
        resources["threadlab"] = {
            "tasks": tasks, "heads": heads, "late": say("feedback.late"),
            "unreadable": say("feedback.unreadable", reason=reason) if reason else "",
        }  # fmt: skip
        return nb, resources


def _task(cells: Any, task: Task) -> dict[str, Any]:
    score = 0.0
    reasons: dict[str, None] = {}
    for graded in task.graded:
        cell = cells[graded.place]
        given = settings_of(cell).get("score")
        score += given or 0.0
        if given is not None and given < graded.points:
            reasons[_reason(cells, task, graded)] = None
    if len(reasons) > 1:  # a hidden check says of the same loop only that it does not end
        reasons.pop(say("outcome.livelock"), None)
    comments = [
        (str(settings_of(cells[place]).get("grade_id", "")), say("feedback.comment"))
        for place in task.answers
        if settings_of(cells[place]).get("comment") not in (None, "", "No response.")
    ]  # fmt: skip
    full = score >= task.points
    return {
        "title": task.title, "anchor": task.graded[0].name, "sign": "✓" if full else "✗",
        "state": "full" if full else "less", "lost": list(reasons), "comments": comments,
        "score": f"{score:g}", "points": f"{task.points:g}",
    }  # fmt: skip


def _reason(cells: Any, task: Task, graded: Graded) -> str:
    """Why a cell has not all of its points, in a line: what stands below it at length."""
    if task.answers and all(is_untouched(cells[place]) for place in task.answers):
        return say("feedback.open")
    if not graded.is_test:
        return say("feedback.person")
    for cell in _unreadable(cells, task):
        said = say("validate.unread", cell=cell.name, message=cell.message, line=cell.line)
        return f"{said}. {cell.hint}" if cell.hint else said
    for output in cells[graded.place].get("outputs", ()):
        if output.get("output_type") == "error" and str(output.get("evalue", "")).strip():
            return _COUNT.sub("", str(output["evalue"]).strip().splitlines()[0])[:_MOST]
    return say("feedback.below")


def _unreadable(cells: Any, task: Task) -> Iterator[Unreadable]:
    """The answers of a task that are no Python; very long ones are not looked at."""
    short = [cell if place in task.answers and len(cell.source) <= _MOST_SOURCE else _NOTHING
             for place, cell in enumerate(cells)]  # fmt: skip
    with suppress(RecursionError, MemoryError, ValueError):
        yield from Reader(short).unreadable


_MOST = 300  # characters of a reason
_MOST_SOURCE = 50_000  # characters of a cell
_NOTHING = new_markdown_cell("")
_COUNT = re.compile(r" \(Schedule [\d,]+ of those tried\.\)$")
