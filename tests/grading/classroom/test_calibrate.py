"""Calibration finds marks that are not what they should be."""

from __future__ import annotations

import pytest

from support import ordinary


@pytest.fixture
def course(handed_in):
    return handed_in


def test_calibration_finds_what_is_not_as_it_should_be(course):
    from threadlab.grading.classroom.calibrate import calibrate

    answers = course.root / "tests" / "answers" / ordinary.NAME
    (answers / "wrong").mkdir(parents=True)
    body = "# %% squares\ndef squares(n):\n    return []\n"
    rest = {name: "".join(text) for name, text in ordinary.ANSWERS.items() if name != "squares"}
    body += "".join(f"\n# %% {name}\n{text}\n" for name, text in rest.items())
    (answers / "wrong" / "known.py").write_text(f'"""x\n\nfails: test-squares\n"""\n{body}')
    result = calibrate(course, ordinary.NAME, times=2, workers=1)
    assert not result.wrong and "every time" in result.text()
    assert all(len(runs) == 2 for runs in result.failed.values())
    (answers / "wrong" / "odd.py").write_text(f'"""x\n\nfails: test-mean\n"""\n{body}')
    result = calibrate(course, ordinary.NAME, times=1, workers=1)
    assert list(result.wrong) == ["wrong/odd.py"] and "1 is not what it should be." in result.text()
    assert "fails test-squares and should not, passes test-mean" in result.text()
