"""What a reader of the book has done, in a file of the reader's own.

The lab names the file in `THREADLAB_PROGRESS`; where it is not named, as in tests and in a notebook
that is run by a program, nothing is kept. It lies outside of the book, so that an update of the
book does not touch it, and nobody sends it anywhere.

    {"version": 1, "predictions": {"two-kettles": {"right": true, "at": "2026-03-01"}},
     "quizzes": {"04-1": …}, "games": {"06:main": …}, "exercises": {"06:2": …},
     "chapters": {"06": {"read": true, …}}, "last": "06"}

A thing is in the table of its kind once it is done. Of a question the first answer counts.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any

VARIABLE = "THREADLAB_PROGRESS"
KINDS = ("predictions", "quizzes", "games", "exercises", "chapters")
VERSION = 1
NO_BOOK = ("homework", "release", "source")  # whose notebooks are no chapters
START = "00"  # the page that leads to where the reader was


_CHAPTER = re.compile(r"(\d\d)-[\w-]+\.ipynb")


@dataclass(frozen=True)
class Progress:
    """What is done: the things of each kind by name, and the chapter that was open last.

    `aside` is the file that could not be read and was kept, if there was one.
    """

    done: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    last: str = ""
    aside: str = ""

    def has(self, kind: str, name: str) -> bool:
        """Whether a thing is done."""
        return name in self.done.get(kind, {})


def own_file() -> Path | None:
    """The reader's file; None where nothing is to be kept."""
    name = os.environ.get(VARIABLE, "")
    return Path(name) if name else None


def read(path: Path | None) -> Progress:
    """Return what is done so far: nothing, where there is no file, or one that can't be read."""
    if path is None:
        return Progress()
    try:
        return _progress(_load(path))
    except (OSError, ValueError):
        return Progress()


def mark(path: Path | None, kind: str, name: str, **what: Any) -> None:
    """Note that a thing is done; of what is noted already nothing is lost.

    A file that can't be read is kept aside, under another name, and a new one begun.
    Raises `OSError` where the file can't be written, `ValueError` if there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(kind)

    def change(data: dict[str, Any]) -> None:
        known = data[kind].setdefault(name, {"at": date.today().isoformat()})
        for key, value in what.items():
            known.setdefault(key, value)
        if kind == "chapters" and name != START:
            data["last"] = name

    _change(path, change)


def unmark(path: Path | None, kind: str, name: str) -> None:
    """Note that a thing is not done after all."""
    _change(path, lambda data: data.get(kind, {}).pop(name, None))


def _change(path: Path | None, change: Callable[[dict[str, Any]], Any]) -> None:
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path):
        try:
            data = _load(path)
        except ValueError:
            data = _empty() | {"aside": _put_aside(path).name}
        change(data)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        beside.replace(path)


def _empty() -> dict[str, Any]:
    return {"version": VERSION, "last": "", "aside": "", **{kind: {} for kind in KINDS}}


def _load(path: Path) -> dict[str, Any]:
    """The file's contents; raises `ValueError` if it is not of the form above."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _empty()
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("no table")
    data = _empty() | data
    tables = [data[kind] for kind in KINDS]
    entries = [entry for table in tables if isinstance(table, dict) for entry in table.values()]
    if not all(isinstance(each, dict) for each in (*tables, *entries)):
        raise ValueError("no tables of tables")
    if not (isinstance(data["last"], str) and isinstance(data["aside"], str)):
        raise ValueError("no words")
    return data


def _progress(data: Mapping[str, Any]) -> Progress:
    return Progress({kind: data[kind] for kind in KINDS}, data["last"], data["aside"])


def _put_aside(path: Path) -> Path:
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}-unreadable-{number}{path.suffix}")
        if not aside.exists():
            break
    return path.replace(aside)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else changes the file meanwhile: no other kernel, and not the server."""
    with path.with_suffix(".lock").open("a+b") as file:
        _lock(file.fileno())
        try:
            yield
        finally:
            _unlock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        while True:
            with suppress(OSError):  # after ten tries it gives up: somebody has it for long
                msvcrt.locking(number, msvcrt.LK_LOCK, 1)
                return

    def _unlock(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX)

    def _unlock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)


def own_chapter() -> str:
    """The number of the chapter that this kernel belongs to, such as "06"; empty for others."""
    notebook = PurePath(os.environ.get("JPY_SESSION_NAME", ""))
    found = _CHAPTER.fullmatch(notebook.name)
    return found[1] if found and notebook.parent.name not in NO_BOOK else ""


def note(kind: str, name: str, **what: Any) -> None:
    """Mark a thing of the chapter that is open, if that is kept; never in the way of a reader."""
    chapter = own_chapter()
    if chapter:
        with suppress(OSError):
            mark(own_file(), kind, f"{chapter}:{name}" if name else chapter, **what)
