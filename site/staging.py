"""Notebooks and pages, made ready for Sphinx in a folder of their own.

The folder has the shape of the project (notebooks/, docs/), so that links between files lead where
they lead in the project. What a notebook needs a kernel for gets a sentence in its place; scripts
and styles that each of its outputs brings along are left to the site, which has them once.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import cells
from threadlab import __version__, explore

HERE = Path(__file__).resolve().parent
PAGES = HERE / "pages"
DOCS = ("students", "instructors", "writing-assignments", "coverage", "architecture", "writing")
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
STYLE = re.compile(r'(<div class="tl-page"[^>]*>)<style>.*?</style>', re.DOTALL)
NO_KERNEL = re.compile(r"\A(<style>.*?</style>)?(<p class=\"tl-no-kernel\">)?<em>Run this cell")
PROGRESS = re.compile(r"<style>.*?</style>(?=<div class=\"tl-progress\")", re.DOTALL)
PATTERN = re.compile(r'<pattern id="([\w-]+)"')
ANCHOR = re.compile(r"(?<=\]\(#)[\w-]+(?=\))")
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
PROGRAM = ":::{program} "
Notebook = dict[str, Any]


def stage(root: Path, out: Path, *, live: bool) -> None:
    """Put everything that is to become a page of the site into the folder `out`.

    With `live` false no program can run in the page, and sentences don't promise it.
    """
    asides = tomllib.loads((PAGES / "asides.toml").read_text(encoding="utf-8"))
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        _stage_notebook(path, out / "notebooks" / path.name, asides.get(path.stem, {}), live)
    for path in sorted((root / "release").glob("*/*.ipynb")):
        _stage_notebook(path, out / "homework" / path.name, asides.get("homework", {}), live)
    (out / "docs").mkdir()
    for name in DOCS:
        text = (root / "docs" / f"{name}.md").read_text(encoding="utf-8")
        (out / "docs" / f"{name}.md").write_text(_linked(text, root / "docs"), encoding="utf-8")
    for page in sorted(PAGES.rglob("*.md")):
        place = out / page.relative_to(PAGES)
        place.parent.mkdir(parents=True, exist_ok=True)
        text = page.read_text(encoding="utf-8").replace("{version}", __version__)
        if PROGRAM in text:
            notebook = with_program(text)
            place.with_suffix(".ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        else:
            place.write_text(text, encoding="utf-8")


def _stage_notebook(path: Path, place: Path, asides: Mapping[str, str], live: bool) -> None:
    """Stage one notebook; the original, which the site offers to take along, lies beside it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    found = {cell.id: cell for cell in cells.of(notebook)}
    notebook["metadata"]["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    staged: list[Notebook] = []
    drawn: set[str] = set()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            known = found[cell["id"]]
            cell["metadata"] = {"threadlab": known.as_data(), "tags": []}
            runs = live and known.live
            outputs = (adapted(output, live=runs) for output in cell["outputs"])
            cell["outputs"] = [_drawn_once(output, drawn) for output in outputs]
        else:
            cell["source"] = _on_site("".join(cell["source"]))
            if cell["id"] in found:  # an answer in words, which the page makes a field for
                cell["source"] = answer_in_words(cell)
        staged.append(cell)
        if cell["id"] in asides:
            staged.append(_text(f"{cell['id']}-here", asides[cell["id"]]))
    notebook["cells"] = staged
    place.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    shutil.copyfile(path, place.with_suffix(".original"))


def answer_in_words(cell: Notebook) -> str:
    """Return the place of an answer in words, with the text that stands there until then."""
    name, text = cell["id"], escape("".join(cell["source"]))
    return f'<div class="tl-words" data-cell="{name}">{text}</div>'


def adapted(output: Notebook, *, live: bool) -> Notebook:
    """Return a stored output as the site shows it; `live` says whether its cell can run there."""
    html = "".join(output.get("data", {}).get("text/html", ""))
    if not html:
        return output
    if NO_KERNEL.match(html):
        what = "buttons" if "buttons" in html else "sliders"
        sentence = (
            f"Press <em>Live</em> above for the {what}."
            if live
            else f"The {what} need Python on your own machine: open this chapter in "
            '<a href="../lab.html">the lab</a>.'
        )
        html = f'<p class="tl-no-kernel">{sentence}</p>'
    html = SCRIPT.sub("", html)
    html = STYLE.sub(r"\1", html)
    html = PROGRESS.sub("", html)
    data = {"text/html": html}
    return output | {"data": data}


def _drawn_once(output: Notebook, drawn: set[str]) -> Notebook:
    """Return an output whose patterns have names of their own, where a picture comes again."""
    html = output.get("data", {}).get("text/html", "")
    for name in dict.fromkeys(PATTERN.findall(html)):
        own = name
        while own in drawn:
            own += "-again"
        drawn.add(own)
        html = re.sub(rf"\b{name}\b(?!-)", own, html)
    return output | {"data": output["data"] | {"text/html": html}} if html else output


def with_program(text: str) -> Notebook:
    """Return the page `text` as a notebook whose one cell is the program that it names.

    The cell's result is what the explorer says of it now: it is exact, and takes milliseconds.
    """
    before, rest = text.split(PROGRAM)
    name, after = rest.split("\n:::\n", 1)
    source = (PAGES / name.strip()).read_text(encoding="utf-8").strip()
    verdict = explore(source)
    output = {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {"text/html": verdict._repr_html_(), "text/plain": str(verdict)},
    }
    known = cells.Cell(Path(name.strip()).stem.replace("_", "-"), source, live=True)
    cell = {
        "cell_type": "code",
        "id": known.id,
        "metadata": {"threadlab": known.as_data() | _offered(source), "tags": []},
        "execution_count": 1,
        "source": source,
        "outputs": [adapted(output, live=True)],
    }
    return {
        "cells": [_text("before", before), cell, _text("after", after)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python", "pygments_lexer": "ipython3"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _offered(source: str) -> dict[str, Any]:
    """What the first page offers with a press, and then: its program broken, and repaired."""
    repaired = (PAGES / "last_ticket_locked.py").read_text(encoding="utf-8").strip()
    assert source != repaired and explore(repaired).status == "proved"
    return {"press": "Sell it twice", "then": {"words": "Put a lock on it", "source": repaired}}


def _text(name: str, source: str) -> Notebook:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def _on_site(text: str) -> str:
    """Return Markdown of a notebook with links that lead there on the site, too.

    JupyterLab's anchors have the capitals of their headings, those of the site have none; and
    homework lies one folder higher here than in release/.
    """
    text = ANCHOR.sub(lambda match: match[0].lower(), text)
    return text.replace("](../../notebooks/", "](../notebooks/")


def _linked(text: str, folder: Path) -> str:
    """Return a document whose links to files that are no pages are their names alone."""

    def kept(match: re.Match[str]) -> str:
        words, target = match.groups()
        path, _, _ = target.partition("#")
        if not path or "://" in path or "mailto:" in path:
            return match[0]
        place = (folder / path).resolve()
        there = place.parent.name == "notebooks" and place.suffix == ".ipynb"
        there = there or (place.parent == folder and place.stem in DOCS)
        return match[0] if there else words

    return LINK.sub(kept, text)
