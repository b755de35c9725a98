"""A kernel comes to the same verdicts as the grading: what Validate shows is what counts.

Of the answers to one assignment that fail the same cells one is tried here, with SAMPLES=all
(support/samples.py) each, in a shell within this process, as what a kernel's own process adds is
the same for all: two are tried in one of those. The grading itself is tried with the answers to
every assignment in test_calibration.py.
"""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

from support.answering import Marker
from support.project import ANSWERS, PROJECT
from support.samples import share
from support.stories import Told, faults
from threadlab.grading.classroom.answers import Answer, points

NAME = "tickets"
ALL = [
    path
    for path in sorted(ANSWERS.glob(f"{NAME}/*/*.py"))
    if Answer.read(path).cells or path.stem == "empty"
]
ONE_OF_EACH = {Answer.read(path).fails: path for path in reversed(ALL)}
FILES = share([*reversed(ONE_OF_EACH.values())], ALL)


@pytest.fixture(scope="module")
def marker():
    marker = Marker(NAME)
    yield marker
    marker.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_answer_fails_just_what_it_should_and_its_stories_can_be_read(path, marker):
    answer = Answer.read(path)
    with Told() as runs:
        assert marker.failed(answer) == answer.fails
    for run in runs:
        assert list(faults(run)) == [], run.story


@pytest.mark.parametrize("name", ["right/queue_of_seats", "wrong/not_released_on_error"])
def test_in_a_kernel_of_its_own_the_same_cells_fail(name):
    answer = Answer.read(ANSWERS / NAME / f"{name}.py")
    notebook = nbformat.read(PROJECT / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    answer.fill_in(notebook)
    NotebookClient(notebook, allow_errors=True, timeout=60).execute()
    tests = points(notebook)
    errors = {
        cell.id
        for cell in notebook.cells
        if cell.cell_type == "code"
        and any(output.output_type == "error" for output in cell.outputs)
    }
    assert errors & tests.keys() == answer.fails
