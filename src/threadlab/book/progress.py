"""The reader's progress, chapter by chapter: what there is to do, and what of it is done."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from threadlab.book import predictions
from threadlab.errors import ThreadlabError
from threadlab.progress import Progress
from threadlab.words import say

_EXERCISE = re.compile(r"^(\d+)\. ", re.MULTILINE)


@dataclass(frozen=True)
class Chapter:
    """A chapter: its number, "06", its title and file, and the names of what there is to do.

    The names are those of threadlab.progress, by kind.
    """

    number: str
    title: str
    file: str
    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Ticks:
    """How much of a chapter is done: for each kind (done, all), and whether it was read."""

    chapter: Chapter
    counts: Mapping[str, tuple[int, int]]
    opened: bool
    read: bool

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do."""
        return self.read and all(done == all_ for done, all_ in self.counts.values())


def chapter_of(file: str, notebook: Mapping[str, Any]) -> Chapter:
    """Return what there is to do in a chapter, from the name and the contents of its file."""
    number = file[:2]
    names: dict[str, list[str]] = {
        "predictions": [], "quizzes": [], "games": [], "exercises": []
    }  # fmt: skip
    cells = [(cell["cell_type"], _text(cell["source"])) for cell in notebook["cells"]]
    for kind, text in cells:
        if kind == "code":
            for function, name in _asked(text):
                _add(names, function, name, number)
        elif section := re.search(r"^## Exercises$(.*?)(<details>|^## |\Z)", text, re.M | re.S):
            found = _EXERCISE.findall(section[1])
            names["exercises"] += [f"{number}:{each}" for each in found]
    title = cells[0][1].splitlines()[0].removeprefix("# ").strip() if cells else file
    return Chapter(number, title, file, {kind: tuple(found) for kind, found in names.items()})


def ticks(progress: Progress, chapter: Chapter) -> Ticks:
    """Return how much of a chapter is done."""
    counts = {
        kind: (sum(progress.has(kind, name) for name in names), len(names))
        for kind, names in chapter.names.items()
    }
    known = progress.done.get("chapters", {}).get(chapter.number, {})
    return Ticks(chapter, counts, bool(known), "read" in known)


def chapters_in(folder: Path) -> list[Chapter]:
    """Return the chapters of a folder in reading order; files that can't be read are left out.

    What has been read once is not read again until its file changes: the pages of a lab ask often.
    """
    found = []
    for path in sorted(folder.glob("[0-9][0-9]-*.ipynb")):
        with suppress(OSError):
            state = path.stat()
            chapter = _chapter(path, state.st_mtime_ns, state.st_size)
            if chapter is not None:
                found.append(chapter)
    return found


@lru_cache(maxsize=256)
def _chapter(path: Path, changed: int, size: int) -> Chapter | None:
    """The chapter in a file that was `changed` at that time."""
    try:
        return chapter_of(path.name, json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError):
        return None


def overview(progress: Progress, chapters: Sequence[Chapter]) -> dict[str, Any]:
    """Return what the start page shows, as plain data: each chapter with its ticks, where next."""
    found = [ticks(progress, chapter) for chapter in chapters]
    return {
        "chapters": [
            {
                "number": each.chapter.number,
                "title": each.chapter.title,
                "file": each.chapter.file,
                "opened": each.opened,
                "read": each.read,
                "counts": {kind: list(count) for kind, count in each.counts.items()},
                "exercises": [
                    [name, progress.has("exercises", name)]
                    for name in each.chapter.names["exercises"]
                ],
            }
            for each in found
        ],
        "next": _next(progress, found),
        "note": say("your_progress.aside", name=progress.aside) if progress.aside else "",
    }


def _next(progress: Progress, found: Sequence[Ticks]) -> dict[str, str] | None:
    """Where to go on: the chapter that was open last, or the one after it if that is read."""
    after = [each.chapter.number for each in found if each.chapter.number >= progress.last]
    if not progress.last or not after:
        return None
    known = {each.chapter.number: each for each in found}
    number = after[1] if known[after[0]].read and len(after) > 1 else after[0]
    chapter = known[number].chapter
    return {"title": chapter.title, "file": chapter.file}


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _asked(source: str) -> list[tuple[str, str]]:
    """The calls of `tl.predict`, `tl.quiz` and `tl.play` in a cell, each with its first name."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell with a magic on its first line
        return []
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first = node.args[0]
            name = getattr(first, "value", None) or getattr(first, "id", "")
            if getattr(node.func.value, "id", "") == "tl" and isinstance(name, str):
                found.append((node.func.attr, name))
    return found


def _add(names: dict[str, list[str]], function: str, name: str, number: str) -> None:
    if function == "predict":
        names["predictions"].append(name)
    elif function == "play":
        names["games"].append(f"{number}:{name}")
    elif function == "quiz":
        try:
            questions = predictions.quiz(name).questions
        except ThreadlabError:
            return
        names["quizzes"] += [question.name for question in questions if question.answers]


_STYLE = """<style>
.tl-progress summary{cursor:pointer}
.tl-progress table{border-collapse:collapse;margin:6px 0}
.tl-progress th,.tl-progress td{padding:1px 12px 1px 0!important;text-align:left!important}
.tl-progress button{font:inherit;color:inherit;background:none;cursor:pointer;margin-right:4px;
border:1px solid rgba(128,128,128,.7);border-radius:4px;padding:0 6px;min-width:2.4em}
.tl-progress button[aria-pressed=true]{background:#0072b2;border-color:#0072b2;color:#fff}
</style>"""


class StartPage:
    """The reader's progress, filled in by the page itself: what is stored has nothing of it."""

    def _repr_html_(self) -> str:
        script = files("threadlab.book").joinpath("progress.js").read_text(encoding="utf-8")
        words = {name: say(f"your_progress.{name}") for name in _SHOWN if name != "count"}
        words["count"] = say("your_progress.count", read="{read}", all="{all}")
        attributes = " ".join(
            f'data-{name.replace("_", "-")}="{text}"' for name, text in words.items()
        )
        return (
            f'{_STYLE}<div class="tl-progress" data-tl-progress {attributes}>'
            f"{say('your_progress.none')}</div>"
            f"<script>{script}</script>"
        )

    def __repr__(self) -> str:
        return say("your_progress.none")


_SHOWN = (
    "count",
    "next",
    "chapter",
    "read",
    "predictions",
    "quizzes",
    "games",
    "exercises",
    "begin",
)


def your_progress() -> StartPage:
    """Show what you have done in the book, and where to go on."""
    return StartPage()
