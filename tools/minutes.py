"""Say how many minutes each chapter and homework takes a reader, by what there is to read and do.

The rates are those of one who reads English as a second language, runs every cell, looks at what it
shows and answers every question. A chapter states its minutes under its title, Start here those of
three ways through the book; `--write` puts the figures there, and a test holds them to the rates.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat

from threadlab.book import predictions
from tidy import ROOT, chapters, navigation, tidy

WORDS_A_MINUTE = 130
CODE_LINE = 7  # seconds to read a line of code, and so on
RUN = 5  # to run a cell and look at what it shows
PREDICTION = 60
QUESTION = 30  # in the text, or one of a quiz
PLAY = 120
PUZZLE = 10 * 60  # to look for a solution of one's own before one asks for the hint
PANEL = 150
EXERCISE = 10 * 60
SOLUTION_LINE = 40  # to write a line of a model solution, comments not counted
TASK = 6 * 60  # to think of and try, however short the answer: a schedule is one line
ESSAY = 10 * 60  # to answer a task in prose
ROUND = 5  # minutes

STATED = re.compile(r"\*(\d+) minutes(?:, and (\d+) for the exercises)?\.\*")
ROUTE = re.compile(r"^\| \*\*([^*|]+)\*\* \| ([^|]*) \| (\d+) minutes \|$", re.MULTILINE)


@dataclass(frozen=True)
class Minutes:
    """How long a notebook takes: to go through, and for its exercises on top."""

    through: int
    exercises: int

    def __str__(self) -> str:
        """Return what stands under a chapter's title."""
        more = f", and {self.exercises} for the exercises" if self.exercises else ""
        return f"*{self.through} minutes{more}.*"


def rounded(seconds: float) -> int:
    """Return minutes, to the next five."""
    return max(ROUND, round(seconds / 60 / ROUND) * ROUND)


def words(text: str) -> int:
    """Return the number of words that are read in a Markdown text."""
    return len(re.findall(r"\w+", re.sub(r"\]\([^)]*\)|<[^>]*>", "", text)))


def lines(code: str) -> int:
    """Return the number of lines of code that say something."""
    return sum(bool(line.strip()) for line in code.splitlines())


def written_lines(code: str) -> int:
    """Return the number of lines of code that do something: neither comments nor docstrings."""
    return lines(re.sub(r'^ *(#[^\n]*|""".*?""")$', "", code, flags=re.MULTILINE | re.DOTALL))


def chapter(path: Path) -> Minutes:
    """Return the minutes of a chapter."""
    seconds = exercises = 0.0
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            seconds += PUZZLE if cell.id.endswith("-hint") else 0
            prose, *tasks = cell.source.split("## Exercises")
            seconds += words(prose) / WORDS_A_MINUTE * 60 + prose.count("**Question") * QUESTION
            for text in tasks:
                numbers = re.findall(r"^\d+\. ", text.split("<details>")[0], re.MULTILINE)
                exercises += len(numbers) * EXERCISE
            continue
        seconds += lines(cell.source) * CODE_LINE + RUN
        for name in re.findall(r'tl\.predict\("([\w-]+)"\)', cell.source):
            seconds += PREDICTION + lines(predictions.predict(name).program) * CODE_LINE
        for name in re.findall(r'tl\.quiz\("([\w-]+)"\)', cell.source):
            seconds += len(predictions.quiz(name).questions) * QUESTION
        seconds += cell.source.count("tl.play(") * PLAY
        seconds += len(re.findall(r"tl\.(?:vary|crowd|\w+_bench|\w+_panel)\(", cell.source)) * PANEL
    return Minutes(rounded(seconds), rounded(exercises) if exercises else 0)


def homework(path: Path) -> int:
    """Return the minutes of an assignment: reading it and writing its answers.

    Its tests are not counted: they are run, and looked at when they fail.
    """
    seconds = 0.0
    for cell in nbformat.read(path, as_version=4).cells:
        about = cell.metadata.get("nbgrader", {})
        answer = about.get("solution", False)
        if cell.cell_type == "markdown":
            hidden = cell.source.split("<!-- BEGIN MARK SCHEME")[0]
            seconds += ESSAY if answer else words(hidden) / WORDS_A_MINUTE * 60
        elif answer:
            parts = re.findall("### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL)
            seconds += max(TASK, sum(written_lines(part) for part in parts) * SOLUTION_LINE)
        elif not about.get("grade", False):
            seconds += lines(cell.source) * CODE_LINE
    return rounded(seconds)


def routes(start: str) -> dict[str, tuple[list[str], int]]:
    """Return the ways through the book that Start here offers: chapters, and minutes as stated."""
    return {name: (_numbers(named), int(time)) for name, named, time in ROUTE.findall(start)}


def _numbers(text: str) -> list[str]:
    """The chapters that a text names, as "4, 6–9": "04", "06", "07", "08", "09"."""
    found: list[str] = []
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", text):
        found += [f"{number:02}" for number in range(int(first), int(last or first) + 1)]
    return found


def written(source: str) -> str:
    """Return the text of Start here with the minutes of its ways as they are."""
    takes = {path.name[:2]: chapter(path).through for path in chapters()}
    for name, (numbers, stated) in routes(source).items():
        minutes = sum(takes[number] for number in numbers)
        source = re.sub(
            rf"(\| \*\*{re.escape(name)}\*\* \| [^|]* \| ){stated} minutes",
            rf"\g<1>{minutes} minutes",
            source,
        )
    return source


def write() -> None:
    """State the minutes under the titles of the chapters, and on Start here."""
    for path in chapters():
        notebook = nbformat.read(path, as_version=4)
        heading = notebook.cells[0]
        heading.source = STATED.sub(str(chapter(path)), heading.source)
        if path.name.startswith("00"):
            for cell in notebook.cells:
                if cell.cell_type == "markdown":
                    cell.source = written(cell.source)
        text = tidy(nbformat.writes(notebook), outputs=True, links=navigation(path))
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Print the minutes of every chapter and assignment."""
    for path in chapters():
        found = chapter(path)
        print(f"{path.stem:32} {found.through:4} min, exercises {found.exercises:3} min")
    for path in sorted((ROOT / "source").glob("*/*.ipynb")):
        print(f"{path.stem:32} {homework(path):4} min")


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write()
    main()
