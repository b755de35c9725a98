"""Ids of students that look like those of others are none."""

from __future__ import annotations

import pytest

from threadlab.grading.wire.texts import is_student_id


@pytest.mark.parametrize("unseen", ["\ufe0f", "\U000e0101", "\u034f", "\u3164", "\u115f", " "])
def test_what_shows_nothing_makes_no_other_id(unseen):
    assert is_student_id("ada") and not is_student_id(f"ada{unseen}")


@pytest.mark.parametrize("name", ["ada", "安", "e\u0301mile", "o'neil", "Ada Lovelace", "नि"])
def test_names_of_any_writing_are_ids(name):
    assert is_student_id(name)
