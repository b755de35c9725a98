"""Answers as files."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from support.project import ANSWERS, PROJECT
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.answers import Answer, points

TICKETS = ANSWERS / "tickets"


def test_an_answer_file_names_cells_that_exist() -> None:
    source = nbformat.read(PROJECT / "source" / "tickets" / "tickets.ipynb", as_version=4)
    tests = points(source)
    assert sum(tests.values()) == 21
    for path in sorted(TICKETS.glob("*/*.py")):
        answer = Answer.read(path)
        assert answer.fails <= tests.keys(), path
        assert bool(answer.fails) == (path.parent.name == "wrong"), path
        answer.fill_in(nbformat.from_dict(source))


def test_like_takes_the_sections_of_another_answer(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('"""One."""\n# %% a\nx = 1\n\n# %% b [markdown]\n# Text.\n')
    (tmp_path / "two.py").write_text(
        '"""Two.\n\nlike: one.py\nfails: check-a\n"""\n# %% a\nx = (\n'
    )
    answer = Answer.read(tmp_path / "two.py")
    assert answer == Answer("Two.", {"a": "x = (", "b": "Text."}, frozenset({"check-a"}))


def test_an_answer_for_a_cell_that_is_not_there_is_refused() -> None:
    notebook = nbformat.v4.new_notebook()
    with pytest.raises(ThreadlabError, match="no cell 'office'"):
        Answer("x", {"office": "pass"}, frozenset()).fill_in(notebook)
