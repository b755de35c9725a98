"""Runs answers to a homework through its test cells, all in this process, and names what fails."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Collection
from typing import Any

import nbformat
from IPython.core.interactiveshell import InteractiveShell

import threadlab
from support.project import PROJECT
from threadlab.explorer.source import cells
from threadlab.grading.classroom.answers import Answer


class Marker:
    """One assignment, with the cells of the instructor's tests and of the released answers."""

    def __init__(self, assignment: str):
        folder = f"{assignment}/{assignment}.ipynb"
        self.source = nbformat.read(PROJECT / "source" / folder, 4)
        released = nbformat.read(PROJECT / "release" / folder, 4)
        self.empty = {cell.id: cell.source for cell in released.cells}
        InteractiveShell.clear_instance()
        self.shell = InteractiveShell.instance()
        threadlab.load_ipython_extension(self.shell)

    def close(self) -> None:
        """Give up the shell."""
        InteractiveShell.clear_instance()

    def failed(self, answer: Answer, only: Collection[str] | None = None) -> set[str]:
        """The test cells that fail for `answer`; of the checks in `only`, if no more is run."""
        self.shell.reset(new_session=True)
        cells.forget()
        self.errors: dict[str, str] = {}
        failed = set()
        for cell in self.source.cells:
            if cell.cell_type != "code":
                continue
            marks: dict[str, Any] = cell.metadata.get("nbgrader", {})
            text = cell.source
            is_test = marks.get("grade") and not marks.get("solution")
            if only is not None and is_test and not (cell.id in only and _is_check(text)):
                continue
            if marks.get("solution"):
                text = answer.cells.get(cell.id, self.empty[cell.id])
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                done = self.shell.run_cell(text, store_history=True)
            if marks.get("grade") and not done.success:
                failed.add(cell.id)
                self.errors[cell.id] = str(done.error_in_exec or done.error_before_exec)
        return failed


def _is_check(source: str) -> bool:
    return source.startswith("%%check")
