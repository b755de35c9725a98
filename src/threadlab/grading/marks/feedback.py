"""Feedback for students: what failed and how, and nothing of the hidden tests.

A page of feedback has no files beside it, so the pictures of the instructor's prose are taken
along. Those of the student's are in the graded notebook already.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from nbgrader.utils import is_grade

from threadlab.grading.intake.drawings import MOST_BYTES
from threadlab.grading.intake.folders import Refused, read
from threadlab.grading.intake.plan import without_hidden
from threadlab.grading.intake.prose import with_drawings


class HideTests(NbGraderPreprocessor):
    """Takes hidden tests and notes for the instructor out of a graded notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as its student may see it.

        What a student's own cells show after a hidden test has run is left out, and what is printed
        in tests: the answer may have written down what the hidden one asked for.
        """
        nb.metadata.pop("threadlab", None)
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
