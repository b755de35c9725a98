"""Feedback for students: what failed and how, and nothing of the hidden tests."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from threadlab.grading.plan import without_hidden


class HideTests(NbGraderPreprocessor):
    """Takes hidden tests and notes for the instructor out of a graded notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as its student may see it."""
        nb.metadata.pop("threadlab", None)
        for cell in nb.cells:
            cell.source = without_hidden(cell.source)
        return nb, resources
