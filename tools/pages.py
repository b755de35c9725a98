"""Write the pages that follow from the chapters: coverage, glossary and index of predictions.

docs/coverage/NN-slug.toml says which cells of a chapter show what it promises, and which terms it
introduces; docs/coverage/misconceptions.toml which predictions meet which belief, and
docs/coverage/class-day.toml where each line of the class's day is taught. `--check` changes nothing
and fails if a page is not what would be written.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from threadlab.book import predictions
from tidy import METADATA, ROOT, chapters, tidy, title

COVERAGE = ROOT / "docs" / "coverage"
KINDS = {
    "able": "the reader can",
    "shown": "programs and pictures",
    "widget": "widget",
    "figures": "figures",
    "corrections": "put right",
}


def table(path: Path) -> dict[str, Any]:
    """Return what a file of docs/coverage holds."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def coverage(chapter: Path) -> dict[str, Any]:
    """Return what stands in the file of docs/coverage that belongs to a chapter."""
    return table(COVERAGE / f"{chapter.stem}.toml")


def class_day() -> list[dict[str, Any]]:
    """Return the lines of the class's day, each with the cells that teach it, as "09/cycles"."""
    lines: list[dict[str, Any]] = table(COVERAGE / "class-day.toml")["lines"]
    return lines


def cell_ids(chapter: Path) -> set[str]:
    """Return the ids of a chapter's cells."""
    return {cell.id for cell in nbformat.read(chapter, as_version=4).cells}


def predicted(chapter: Path) -> list[tuple[str, str]]:
    """Return pairs (prediction, id of its cell) of a chapter, in the order of reading."""
    cells = nbformat.read(chapter, as_version=4).cells
    return [
        (name, cell.id)
        for cell in cells
        if cell.cell_type == "code"
        for name in re.findall(r'tl\.predict\("([\w-]+)"\)', cell.source)
    ]


def row(*columns: str) -> str:
    """Return a row of a Markdown table."""
    return (
        "| "
        + " | ".join(column.replace("|", "\\|").replace("\n", " ") for column in columns)
        + " |"
    )


def coverage_page() -> str:
    """Return the text of docs/coverage.md."""
    lines = [
        "# Where the book shows what it promises",
        "",
        "Written by `make pages` from docs/coverage/; a test checks it against the chapters. Names "
        "in `code` are ids of cells.",
        "",
    ]
    for chapter in chapters():
        found = coverage(chapter)
        lines += [f"## [{title(chapter)}](../notebooks/{chapter.name})", ""]
        lines += [row("", "", "cells"), row("---", "---", "---")]
        for kind, words in KINDS.items():
            for entry in found.get(kind, ()):
                lines.append(row(words, entry["what"], codes(entry["cells"])))
        lines.append("")
    lines += ["## The class’s day, line by line", ""]
    lines += [row("line", "chapter and cells"), row("---", "---")]
    for entry in class_day():
        lines.append(row(entry["what"], codes(entry["cells"])))
    lines.append("")
    lines += ["## Misconceptions, and the predictions that meet them", ""]
    lines += [row("belief", "prediction", "chapter"), row("---", "---", "---")]
    places = {name: chapter for chapter in chapters() for name, _ in predicted(chapter)}
    for entry in table(COVERAGE / "misconceptions.toml")["misconceptions"]:
        where = dict.fromkeys(title(places[name]) for name in entry["predictions"])
        lines.append(row(entry["what"], codes(entry["predictions"]), ", ".join(where)))
    return "\n".join([*lines, ""])


def codes(names: list[str]) -> str:
    """Return names in code type."""
    return ", ".join(f"`{name}`" for name in names)


def terms() -> Iterator[tuple[dict[str, str], Path]]:
    """Go through the terms of the book, each with the chapter that introduces it, by alphabet."""
    found = [(term, path) for path in chapters() for term in coverage(path).get("terms", ())]
    yield from sorted(found, key=lambda pair: pair[0]["english"].lower())


def glossary() -> str:
    """Return the notebook notebooks/glossary.ipynb."""
    lines = [
        row("English", "简体中文", "what it means", "chapter"),
        row("---", "---", "---", "---"),
    ]
    for term, chapter in terms():
        link = f"[{title(chapter)}]({chapter.name})"
        lines.append(row(f"**{term['english']}**", term["chinese"], term["means"], link))
    intro = (
        "Every term that the book introduces, in both languages, with the chapter where it first "
        "appears. Words that have no Chinese name of their own are left as they are."
    )
    return page("# Glossary", intro, "\n".join(lines))


def index() -> str:
    """Return the notebook notebooks/predictions.ipynb."""
    cells = [
        "# Predictions",
        "Every question that the book asks before it shows the answer, and the beliefs that the "
        "wrong answers stand for. If you have believed one of them, you are in good company: they "
        "are the ones that learners hold most often.",
    ]
    for chapter in chapters():
        found = predicted(chapter)
        if not found:
            continue
        lines = [f"## [{title(chapter)}]({chapter.name})", ""]
        lines += [row("question", "beliefs that it meets"), row("---", "---")]
        for name, _ in found:
            question = predictions.predict(name)
            beliefs = dict.fromkeys(a.misconception for a in question.answers if a.misconception)
            lines.append(row(question.question, "; ".join(beliefs)))
        cells.append("\n".join(lines))
    return page(*cells)


def page(*cells: str) -> str:
    """Return a notebook of Markdown cells."""
    made = [nbformat.v4.new_markdown_cell(cell, id=f"page-{n}") for n, cell in enumerate(cells, 1)]
    links = "[Start](00-start-here.ipynb)"
    notebook = nbformat.v4.new_notebook(cells=made, metadata=nbformat.from_dict(METADATA))
    return tidy(nbformat.writes(notebook), outputs=True, links=links)


PAGES = {
    "docs/coverage.md": coverage_page,
    "notebooks/glossary.ipynb": glossary,
    "notebooks/predictions.ipynb": index,
}


def main(check: bool) -> int:
    """Write every page, or with `check` name those that are out of date; return the exit code."""
    stale = 0
    for name, make in PAGES.items():
        path = ROOT / name
        text = make()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{name} is out of date: run 'make pages' and commit what it changes.")
            stale += 1
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name} written.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
