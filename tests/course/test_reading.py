"""What a reader saves of a chapter stays out of the book, and gives way to a newer chapter."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from threadlab.course.contents import contents_of
from threadlab.course.reading import ReadersFiles, forget

NAME = "06-shared-globals.ipynb"
PATH = f"notebooks/{NAME}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    write(tmp_path, "x = 1")
    return tmp_path


@pytest.fixture
def lab(root: Path) -> ReadersFiles:
    return ReadersFiles(root_dir=str(root))


def write(root: Path, source: str) -> None:
    title = new_markdown_cell("# 6 · Shared globals\n\n*45 minutes.*", id="title")
    nbformat.write(new_notebook(cells=[title, new_code_cell(source, id="c")]), root / PATH)


def opened(lab: ReadersFiles, path: str = PATH) -> Any:
    return asyncio.run(lab.get(path))


def saved(lab: ReadersFiles, *, source: str | None = None, shown: str = "1") -> None:
    """Open the chapter, run its cell, change it perhaps, and save it."""
    model = opened(lab)
    cell = model["content"]["cells"][-1]
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": shown}]
    if source is not None:
        cell["source"] = source
    asyncio.run(lab.save({"type": "notebook", "content": model["content"]}, PATH))


def last(lab: ReadersFiles) -> Any:
    return opened(lab)["content"]["cells"][-1]


def test_to_run_a_chapter_changes_no_file_of_the_book(root: Path, lab: ReadersFiles) -> None:
    before = (root / PATH).read_bytes()
    saved(lab, shown="mine")
    assert (root / PATH).read_bytes() == before
    assert last(lab)["outputs"][0]["text"] == "mine"
    again = ReadersFiles(root_dir=str(root))
    assert last(again)["outputs"][0]["text"] == "mine", "it is there after a restart"


def test_only_chapters_are_kept_apart(root: Path, lab: ReadersFiles) -> None:
    content = nbformat.v4.new_notebook(cells=[new_code_cell("y", id="y")])
    (root / "homework").mkdir()
    for path in ("homework/a.ipynb", "b.ipynb"):
        asyncio.run(lab.save({"type": "notebook", "content": content}, path))
        assert (root / path).is_file()
    text = {"type": "file", "format": "text", "content": "note"}
    asyncio.run(lab.save(dict(text), "notebooks/note.txt"))
    assert (root / "notebooks" / "note.txt").read_text() == "note"
    assert not (root / "reading").exists()


def test_a_notebook_of_the_readers_own_beside_the_chapters_is_an_ordinary_file(
    root: Path, lab: ReadersFiles
) -> None:
    content = nbformat.v4.new_notebook(cells=[new_code_cell("y", id="y")])
    asyncio.run(lab.save({"type": "notebook", "content": content}, "notebooks/mine.ipynb"))
    assert (root / "notebooks" / "mine.ipynb").is_file()


def test_an_updated_chapter_is_shown_instead_of_old_outputs(root: Path, lab: ReadersFiles) -> None:
    saved(lab, shown="old")
    write(root, "x = 2")
    assert last(lab)["source"] == "x = 2" and not last(lab)["outputs"]
    assert not list((root / "reading").glob("*.ipynb")) and not (root / "my-versions").exists()


def test_an_edited_version_is_kept_when_the_chapter_is_updated(
    root: Path, lab: ReadersFiles
) -> None:
    for number in (1, 2):  # on the same day
        saved(lab, source=f"x = 'mine {number}'")
        write(root, f"x = {number + 1}")
        assert last(lab)["source"] == f"x = {number + 1}"
    kept = sorted((root / "my-versions").iterdir())
    texts = [json.loads(path.read_text())["cells"][-1]["source"] for path in kept]
    assert sorted("".join(text) for text in texts) == ["x = 'mine 1'", "x = 'mine 2'"]


def test_outputs_that_the_book_stores_anew_are_no_update(root: Path, lab: ReadersFiles) -> None:
    saved(lab, source="x = 'mine'")
    chapter = nbformat.read(root / PATH, 4)
    chapter.cells[-1].outputs = [nbformat.v4.new_output("stream", text="new")]
    nbformat.write(chapter, root / PATH)
    assert last(lab)["source"] == "x = 'mine'"


def test_a_chapter_can_be_had_as_it_was(root: Path, lab: ReadersFiles) -> None:
    saved(lab, shown="mine")
    forget(root, NAME)
    assert not last(lab)["outputs"]
    saved(lab, source="edited")
    forget(root, NAME)
    assert last(lab)["source"] == "x = 1"
    assert len(list((root / "my-versions").iterdir())) == 1
    forget(root, NAME)  # there is nothing left to forget


def test_a_damaged_version_and_a_damaged_index_lose_nothing(root: Path, lab: ReadersFiles) -> None:
    saved(lab, shown="mine")
    (root / "reading" / "bases.json").write_text("{")
    assert last(lab)["outputs"] == [], "unedited, but nobody knows of which chapter"
    saved(lab)
    (root / "reading" / NAME).write_text("no notebook")
    write(root, "x = 2")
    assert last(lab)["source"] == "x = 2"
    (kept,) = (root / "my-versions").iterdir()
    assert kept.read_text() == "no notebook"


def test_a_changed_chapter_is_read_again(root: Path) -> None:
    before = contents_of(root)["chapters"][0]
    title = new_markdown_cell("# 6 · Another title\n\n*5 minutes.*", id="title")
    nbformat.write(new_notebook(cells=[title]), root / PATH)
    after = contents_of(root)["chapters"][0]
    assert (before["title"], before["minutes"]) == ("6 · Shared globals", 45)
    assert (after["title"], after["minutes"]) == ("6 · Another title", 5)


def test_the_contents_name_chapters_minutes_pages_and_homework(
    root: Path, lab: ReadersFiles
) -> None:
    (root / "notebooks" / "broken.ipynb").write_text("{")
    glossary = new_notebook(cells=[new_markdown_cell("# Glossary", id="g")])
    nbformat.write(glossary, root / "notebooks" / "glossary.ipynb")
    (root / "homework" / "tickets").mkdir(parents=True)
    nbformat.write(new_notebook(), root / "homework" / "tickets" / "tickets.ipynb")
    found = contents_of(root)
    (chapter,) = found["chapters"]
    assert (chapter["title"], chapter["minutes"]) == ("6 · Shared globals", 45)
    assert not chapter["saved"] and not chapter["read"]
    assert found["pages"] == [
        ["broken", "notebooks/broken.ipynb"], ["Glossary", "notebooks/glossary.ipynb"],
    ]  # fmt: skip
    assert found["homework"] == [["tickets", "homework/tickets/tickets.ipynb"]]
    saved(lab)
    assert contents_of(root)["chapters"][0]["saved"]
