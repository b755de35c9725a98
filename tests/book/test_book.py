"""What the book promises is shown, and the pages that follow from the chapters are up to date."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

import minutes
import pages
import tidy
from threadlab.book import predictions
from threadlab.book.map import BANDS, IN_A_ROW, book_map

CHAPTERS = tidy.chapters()
NUMBERS = [f"{number:02}" for number in range(18)]
# The terms that the book uses one way throughout.
TERMS = (
    "process", "thread", "main thread", "start method", "fork", "spawn", "forkserver",
    "zombie process", "orphan process", "daemon process", "daemon thread", "shared state",
    "race condition", "data race", "lost update", "atomic", "interleav", "schedule", "preemption",
    "critical section", "mutex", "lock", "reentrant lock", "deadlock", "livelock", "starvation",
    "semaphore", "event", "barrier", "condition variable", "queue", "stack", "producer",
    "consumer", "message broker", "global interpreter lock", "free-threaded", "cpu-bound",
    "i/o-bound", "happens-before", "context switch", "row lock", "table lock", "virtual time",
)  # fmt: skip
BOLD = re.compile(r"\*\*([^*\n]+)\*\*\s*(?:or [\w ]+)?[(（]([^)）\n]*[\u4e00-\u9fff]+)[)）]")


def test_there_are_eighteen_chapters_each_with_its_promises() -> None:
    assert [path.name[:2] for path in CHAPTERS] == NUMBERS
    kept = {path.stem for path in pages.COVERAGE.glob("[0-9]*.toml")}
    assert kept == {path.stem for path in CHAPTERS}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_what_a_chapter_promises_is_shown_in_cells_that_are_there(chapter: Path) -> None:
    ids = pages.cell_ids(chapter)
    found = pages.coverage(chapter)
    assert set(found) <= {*pages.KINDS, "terms"}
    assert all(found.get(kind) for kind in ("able", "shown", "widget"))
    for kind in pages.KINDS:
        for entry in found.get(kind, ()):
            assert entry["cells"], f"{kind}: {entry['what']} is shown nowhere"
            assert set(entry["cells"]) <= ids, (entry["what"], set(entry["cells"]) - ids)


def test_every_misconception_is_met_by_a_prediction_that_names_one() -> None:
    asked = {name for chapter in CHAPTERS for name, _ in pages.predicted(chapter)}
    entries = pages.table(pages.COVERAGE / "misconceptions.toml")["misconceptions"]
    assert len(entries) == 15
    for entry in entries:
        assert entry["predictions"], f"{entry['what']} is met nowhere"
        for name in entry["predictions"]:
            assert name in asked, name
            assert any(answer.misconception for answer in predictions.predict(name).answers)


def test_every_line_of_the_class_day_is_taught_by_cells_that_are_there() -> None:
    there = {f"{path.name[:2]}/{name}" for path in CHAPTERS for name in pages.cell_ids(path)}
    lines = pages.class_day()
    assert len(lines) == len({line["what"] for line in lines}) == 44
    for line in lines:
        assert line["cells"], f"{line['what']} is taught nowhere"
        assert set(line["cells"]) <= there, (line["what"], set(line["cells"]) - there)


def test_the_pages_are_what_would_be_written() -> None:
    assert pages.main(check=True) == 0


def test_every_term_that_is_set_in_bold_with_its_chinese_is_in_the_glossary() -> None:
    known = {english(term): term["chinese"] for term, _ in pages.terms()}
    assert len(known) == len(list(pages.terms())), "a term is introduced twice"
    for chapter in CHAPTERS:
        for bold, chinese in bold_terms(chapter):
            assert any(chinese in words for words in known.values()), (chapter.name, bold, chinese)


def test_the_terms_of_the_book_are_all_explained() -> None:
    explained = " / ".join(term["english"].lower() for term, _ in pages.terms())
    assert [word for word in TERMS if word not in explained] == []


def test_a_term_is_introduced_where_the_glossary_says() -> None:
    for term, chapter in pages.terms():
        assert set(term) == {"english", "chinese", "means", "cell"}, term
        assert term["cell"] in pages.cell_ids(chapter), term
        assert term["means"].endswith("."), term


def english(term: dict[str, str]) -> str:
    return term["english"].lower()


def bold_terms(chapter: Path) -> list[tuple[str, str]]:
    cells = nbformat.read(chapter, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return BOLD.findall(text)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_leads_to_its_neighbours_and_asks_about_the_one_before(chapter: Path) -> None:
    cells = nbformat.read(chapter, as_version=4).cells
    assert cells[-1].source == tidy.navigation(chapter)
    at = CHAPTERS.index(chapter)
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    if at:
        number = chapter.name[:2]
        assert f'tl.quiz("{number}")' in code and f'tl.quiz("{number}-true-or-false")' in code
        questions = predictions.quiz(number).questions
        assert 4 <= len(questions) <= 6
        assert any(question.model for question in questions), "no open question"
        assert len(predictions.quiz(f"{number}-true-or-false").questions) == 3
        before = CHAPTERS[at - 1].name
        text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        assert f"]({before})" in text.split("## Quiz of the day")[1]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_takes_as_long_as_its_title_says(chapter: Path) -> None:
    heading = nbformat.read(chapter, as_version=4).cells[0].source
    assert heading.splitlines()[-1] == str(minutes.chapter(chapter)), "run tools/minutes.py --write"
    assert "hour" not in heading


def test_start_here_offers_three_ways_and_says_how_long_each_takes() -> None:
    cells = nbformat.read(CHAPTERS[0], as_version=4).cells
    [ways] = [cell.source for cell in cells if minutes.routes(cell.source)]
    assert minutes.written(ways) == ways, "run tools/minutes.py --write"
    express, day, everything = minutes.routes(ways).values()
    assert express[0] == ["00", "04", "06", "07", "08", "09"] and express[1] < day[1]
    assert day[0] == NUMBERS[:13] and everything[0] == NUMBERS


def test_more_to_read_and_more_to_do_takes_longer(tmp_path: Path) -> None:
    def takes(*cells: nbformat.NotebookNode) -> minutes.Minutes:
        path = tmp_path / "one.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
        return minutes.chapter(path)

    prose = nbformat.v4.new_markdown_cell("word " * 1300, id="prose")
    task = nbformat.v4.new_markdown_cell("## Exercises\n\n1. One.\n2. Two.", id="exercises")
    play = nbformat.v4.new_code_cell('tl.play(f)\ntl.vary(g)\ntl.predict("lost-update")', id="do")
    assert takes(prose) == minutes.Minutes(10, 0)
    assert takes(prose, task) == minutes.Minutes(10, 20)
    assert takes(prose, play).through > takes(prose).through


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_is_of_a_readable_size(chapter: Path) -> None:
    cells = nbformat.read(chapter, as_version=4).cells
    text = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    words = len(re.findall(r"\w+", re.sub(r"\]\([^)]*\)|<[^>]*>", "", text)))
    most_cells, most_words = (95, 4200) if chapter.name.startswith("17") else (84, 2900)
    assert 20 <= len(cells) <= most_cells and 1000 <= words <= most_words, (len(cells), words)


def test_the_map_names_every_chapter_of_the_book_and_its_words_fit() -> None:
    picture = book_map()
    named = {number for _, cards in BANDS for card in cards for number in card.chapters.split()}
    assert {int(number) for number in named} == set(range(1, 18))
    assert all(name in IN_A_ROW for name, _ in BANDS)
    right = [float(x) for x in re.findall(r'<text x="([\d.]+)"', picture.svg())]
    assert max(right) < picture.width
    assert "Deadlock" in picture.svg() and picture.description.startswith("The map of the book")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_game_of_a_chapter_is_won_by_one_thread_alone(chapter: Path) -> None:
    """It was: by pressing main three times. What is stored is what nbval compares."""
    cells = nbformat.read(chapter, as_version=4).cells
    for cell in cells:
        if cell.cell_type == "code" and re.search(r"^tl\.play\(", cell.source, re.MULTILINE):
            shown = "".join(output["data"]["text/plain"] for output in cell.outputs)
            found = re.search(r"Context switches: 0 · par (\d+)", shown)
            assert found is not None, f"{cell.id}: no way to the goal is known"
            assert int(found[1]) > 0, cell.id


@pytest.mark.parametrize(
    "path", sorted((tidy.ROOT / "source").glob("*/*.ipynb")), ids=lambda path: path.stem
)
def test_homework_takes_an_hour_or_two(path: Path) -> None:
    assert 60 <= minutes.homework(path) <= 120
