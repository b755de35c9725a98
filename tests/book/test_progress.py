"""A reader's progress: kept whole, whoever writes and whatever happens to the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.project import PROJECT
from threadlab import progress
from threadlab.book import predictions
from threadlab.book.progress import StartPage, chapter_of, chapters_in, overview, ticks
from threadlab.lab import magics

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": "# 6 · Shared globals\n"},
        {"cell_type": "code", "source": 'tl.predict("tickets-no-lock")'},
        {"cell_type": "code", "source": ["tl.play(main, goal='deadlock')"]},
        {"cell_type": "code", "source": "%%explore\ntl.play(nothing)"},
        {
            "cell_type": "markdown",
            "source": "## Exercises\n\n1. One.\n2. Two.\n\n<details>\n\n1. x",
        },
        {"cell_type": "code", "source": 'tl.quiz("06")'},
    ]
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "own" / "progress.json"


def test_what_is_done_is_there_again_and_the_first_answer_counts(file: Path) -> None:
    progress.mark(file, "predictions", "two-kettles", right=False)
    progress.mark(file, "predictions", "two-kettles", right=True)
    progress.mark(file, "chapters", "06")
    found = progress.read(file)
    assert found.done["predictions"]["two-kettles"]["right"] is False
    assert (found.has("chapters", "06"), found.last) == (True, "06")
    progress.unmark(file, "predictions", "two-kettles")
    assert not progress.read(file).has("predictions", "two-kettles")


@pytest.mark.parametrize("broken", ["{", "[]", '{"games": 3}', '{"games": {"a": 1}}', "\xff"])
def test_a_file_that_cannot_be_read_is_kept_aside(file: Path, broken: str) -> None:
    file.parent.mkdir()
    file.write_bytes(broken.encode("latin-1"))
    assert progress.read(file) == progress.Progress(), "to look changes nothing"
    progress.mark(file, "games", "06:main")
    found = progress.read(file)
    assert found.has("games", "06:main")
    assert (file.parent / found.aside).read_bytes() == broken.encode("latin-1")
    assert found.aside in overview(found, [])["note"]


def test_two_that_write_at_once_lose_nothing(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from threadlab.progress import mark\n"
        "for i in range(60): mark(Path(sys.argv[1]), 'games', f'{sys.argv[2]}:{i}')"
    )
    line = [sys.executable, "-c", code, str(file)]
    writers = [subprocess.Popen([*line, name]) for name in ("01", "02", "03")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert len(progress.read(file).done["games"]) == 180
    json.loads(file.read_text())


def test_where_no_file_is_named_nothing_is_kept(tmp_path: Path) -> None:
    assert progress.own_file() is None, "the tests have no reader"
    progress.mark(None, "games", "06:main")
    assert progress.read(None) == progress.Progress()


def test_a_kernel_notes_its_chapter_and_a_program_that_runs_a_notebook_does_not(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(progress.VARIABLE, str(file))
    progress.note("games", "main")
    for path in ("/course/homework/06-x.ipynb", "/course/notebooks/glossary.ipynb", ""):
        monkeypatch.setenv("JPY_SESSION_NAME", path)
        progress.note("games", "main")
    assert not file.exists()
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/notebooks/06-shared-globals.ipynb")
    progress.note("games", "main")
    progress.note("chapters", "")
    found = progress.read(file)
    assert found.has("games", "06:main") and found.last == "06"


def test_a_chapter_has_ticks_for_what_there_is_to_do(file: Path) -> None:
    chapter = chapter_of("06-shared-globals.ipynb", NOTEBOOK)
    assert chapter.title == "6 · Shared globals"
    assert chapter.names["predictions"] == ("tickets-no-lock",)
    assert chapter.names["games"] == ("06:main",)
    assert chapter.names["exercises"] == ("06:1", "06:2")
    quiz = [question.name for question in predictions.quiz("06").questions if question.answers]
    assert chapter.names["quizzes"] == tuple(quiz)
    progress.mark(file, "games", "06:main")
    progress.mark(file, "exercises", "06:2")
    found = ticks(progress.read(file), chapter)
    assert found.counts["games"] == (1, 1) and found.counts["exercises"] == (1, 2)
    assert (found.opened, found.read, found.whole) == (False, False, False)
    for kind, names in chapter.names.items():
        for name in names:
            progress.mark(file, kind, name)
    progress.mark(file, "chapters", "06", read=True)
    assert ticks(progress.read(file), chapter).whole


def test_the_start_page_leads_to_where_the_reader_was(file: Path) -> None:
    chapters = chapters_in(PROJECT / "notebooks")
    assert len(chapters) == 18
    assert all(chapter.names["predictions"] for chapter in chapters)
    assert all(chapter.names["games"] for chapter in chapters[2:])
    assert all(chapter.names["exercises"] for chapter in chapters[1:17])
    assert overview(progress.Progress(), chapters)["next"] is None
    progress.mark(file, "chapters", "06")
    assert overview(progress.read(file), chapters)["next"]["file"] == "06-shared-globals.ipynb"
    progress.mark(file, "chapters", "00")
    assert overview(progress.read(file), chapters)["next"]["file"] == "06-shared-globals.ipynb"
    progress.mark(file, "chapters", "06", read=True)
    assert overview(progress.read(file), chapters)["next"]["file"].startswith("07")


def test_what_is_stored_in_a_notebook_has_nothing_of_a_reader(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = StartPage()._repr_html_()
    monkeypatch.setenv(progress.VARIABLE, str(file))
    progress.mark(file, "chapters", "06", read=True)
    assert StartPage()._repr_html_() == before


def test_the_lab_notes_that_a_chapter_was_opened(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    monkeypatch.setenv(progress.VARIABLE, str(file))
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/notebooks/04-threads.ipynb")
    magics.register(InteractiveShell())
    assert progress.read(file).last == "04"
