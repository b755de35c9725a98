"""Right answers get all of their points and wrong ones fail exactly where they should."""

from __future__ import annotations

from pathlib import Path

import pytest
from answering import Marker

from threadlab.course.answers import Answer

ANSWERS = Path(__file__).parent / "answers"
FILES = [
    path
    for path in sorted(ANSWERS.glob("*/*/*.py"))
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


def test_there_are_enough_answers_of_both_kinds():
    right = [path for path in FILES if path.parent.name == "right"]
    wrong = [path for path in FILES if path.parent.name == "wrong"]
    assert len(right) >= 8 and len(wrong) >= 16
    assert all(not Answer.read(path).fails for path in right)
