"""The answer key holds what instructors need."""

from __future__ import annotations

import html
import re
from pathlib import Path

import answer_key


def test_the_answer_key_has_solutions_hidden_tests_rubrics_and_known_answers(
    tmp_path: Path,
) -> None:
    answer_key.main(tmp_path, ["tickets"])
    page = html.unescape(re.sub(r"<[^>]*>", "", (tmp_path / "tickets.html").read_text()))
    for words in (
        "### BEGIN HIDDEN TESTS",
        "results[number] = jobs[number]()",
        "Rubric",
        "Known answers",
        "A new lock in each call",
    ):
        assert words in page
    index = (tmp_path / "index.html").read_text()
    assert '<a href="tickets.html">tickets</a></td><td>21</td><td>4</td>' in index
