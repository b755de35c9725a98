"""The shape of the notebooks, and the tools that keep it."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

import release
import tidy
from support.project import PROJECT

CHAPTERS = tidy.chapters()
HOMEWORK = sorted((PROJECT / "source").glob("*/*.ipynb"))


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    cells = nbformat.read(path, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_code_cells_are_short_and_none_is_skipped(path: Path) -> None:
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= 12, cell.id
        assert "nbval-skip" not in cell.metadata.get("tags", []), cell.id
        assert "NBVAL_SKIP" not in cell.source, cell.id


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_says_what_the_reader_will_be_able_to_do(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert cells[0].source.startswith("# ")
    assert "**You will be able to**" in cells[1].source
    assert 3 <= cells[1].source.count("\n- ") <= 5
    assert any(cell.source.startswith("## Summary") for cell in cells)


def test_every_chapter_has_the_same_first_code_cell() -> None:
    assert len({code_cells(path)[0].source for path in CHAPTERS}) == 1


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_links_between_notebooks_lead_somewhere(path: Path) -> None:
    text = path.read_text()
    for target in re.findall(r"\]\(([\w./-]+\.ipynb)\)", text):
        assert (path.parent / target).is_file(), target


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_stored_outputs_name_no_machine(path: Path) -> None:
    text = path.read_text()
    for word in ("/root/", "/home/", "/tmp/", "ipykernel_", "/usr/"):
        assert word not in text


def test_every_notebook_is_in_shape() -> None:
    assert tidy.main(check=True) == 0


def test_release_is_what_nbgrader_makes_of_source() -> None:
    assert release.main(check=True) == 0


@pytest.mark.parametrize("path", HOMEWORK, ids=lambda path: path.stem)
def test_what_students_get_holds_no_solution_and_no_hidden_test(path: Path) -> None:
    released = PROJECT / "release" / path.parent.name / path.name
    given = {cell.id: cell.source for cell in nbformat.read(released, as_version=4).cells}
    for cell in nbformat.read(path, as_version=4).cells:
        for begin, end in (
            ("### BEGIN SOLUTION", "### END SOLUTION"),
            ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"),
            ("<!-- BEGIN MARK SCHEME -->", "<!-- END MARK SCHEME -->"),
        ):
            for secret in re.findall(f"{begin}\n(.*?){end}", cell.source, flags=re.DOTALL):
                for line in filter(lambda line: len(line.strip()) > 12, secret.splitlines()):
                    assert line.strip() not in given[cell.id], cell.id
    text = released.read_text()
    assert "### BEGIN" not in text and "BEGIN MARK" not in text and "Rubric" not in text


def notebook_text(*cells: nbformat.NotebookNode) -> str:
    return nbformat.writes(nbformat.v4.new_notebook(cells=list(cells)))


def test_tidy_gives_names_that_last_and_counts_from_the_top() -> None:
    one = nbformat.v4.new_code_cell("1 + 1  \n\n", id="0a1b2c3d", execution_count=17)
    two = nbformat.v4.new_code_cell("x", id="my-own-name")
    heading = nbformat.v4.new_markdown_cell("## Break it: now!", id="deadbeef")
    cells = nbformat.reads(tidy.tidy(notebook_text(heading, one, two), outputs=True), 4).cells
    assert [cell.id for cell in cells] == ["break-it-now-1", "break-it-now-2", "my-own-name"]
    assert [cell.execution_count for cell in cells[1:]] == [1, 2]
    assert cells[1].source == "1 + 1"


def test_tidy_keeps_the_limits_of_an_assignment_and_writes_the_links_of_a_chapter() -> None:
    limits = {"limits": {"seconds": 20}}
    notebook = nbformat.v4.new_notebook(metadata={"threadlab": limits, "widgets": {"state": {}}})
    kept = nbformat.reads(tidy.tidy(nbformat.writes(notebook), outputs=False, links="[a](b)"), 4)
    assert kept.metadata["threadlab"] == limits and "widgets" not in kept.metadata
    assert [(cell.id, cell.source) for cell in kept.cells] == [("navigation", "[a](b)")]
    again = nbformat.reads(tidy.tidy(nbformat.writes(kept), outputs=False, links="[c](d)"), 4)
    assert [cell.source for cell in again.cells] == ["[c](d)"]


def test_tidy_is_done_after_once() -> None:
    once = tidy.tidy(notebook_text(nbformat.v4.new_code_cell("1")), outputs=False)
    assert tidy.tidy(once, outputs=False) == once


def test_tidy_drops_models_of_widgets_and_keeps_what_a_page_can_show() -> None:
    output = nbformat.v4.new_output(
        "display_data", {tidy.WIDGET: {"model_id": "f00"}, "text/html": "<em>note</em>"}
    )
    cell = nbformat.v4.new_code_cell("x", outputs=[output])
    kept = nbformat.reads(tidy.tidy(notebook_text(cell), outputs=True), 4).cells[0].outputs
    assert kept[0].data == {"text/html": "<em>note</em>"}
    bare = nbformat.reads(tidy.tidy(notebook_text(cell), outputs=False), 4).cells[0]
    assert bare.outputs == [] and bare.execution_count is None


def test_tidy_refuses_a_stored_error_and_what_is_no_notebook() -> None:
    error = nbformat.v4.new_output("error", ename="E", evalue="", traceback=[])
    cell = nbformat.v4.new_code_cell("x", id="broken", outputs=[error])
    with pytest.raises(ValueError, match="'broken' has an error"):
        tidy.tidy(notebook_text(cell), outputs=True)
    with pytest.raises(ValueError, match="can't be read as a notebook"):
        tidy.tidy("{", outputs=True)
