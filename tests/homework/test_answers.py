"""A kernel comes to the same verdicts as the grading: what Validate shows is what counts.

The grading itself is tried with the answers to every assignment in test_calibration.py.
"""

from __future__ import annotations

import pytest

from support.answering import Marker
from support.project import ANSWERS
from threadlab.grading.classroom.answers import Answer

FILES = [
    path
    for path in sorted(ANSWERS.glob("tickets/*/*.py"))
    if Answer.read(path).cells or path.stem == "empty"
]


@pytest.fixture(scope="module")
def markers():
    made: dict[str, Marker] = {}
    yield (
        lambda name: made.setdefault(name, None) or made.update({name: Marker(name)}) or made[name]
    )
    for marker in made.values():
        marker.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_answer_fails_just_what_it_should(path, markers):
    answer = Answer.read(path)
    assert markers(path.parts[-3]).failed(answer) == answer.fails
