"""Files of a folder that somebody else has filled: ordinary ones only, and nothing that waits.

A link leads wherever its maker likes, a pipe or a device blocks whoever opens it. What kind of file
it is, is asked before it is opened and once more of the open file itself.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from threadlab.words import say

_MOST_LEVELS = 12  # of folders in folders
_MOST_CHARACTERS = 400  # of a path below the folder
_MOST_ENTRIES = 20_000  # of a folder and all below it


class Refused(Exception):  # noqa: N818
    """What is there is not read; the text says why."""


@dataclass(frozen=True)
class Odd:
    """Something beside the notebook that was left out, and why."""

    name: str
    reason: str


def is_link(path: Path) -> bool:
    """Whether the path itself is a symbolic link; raises `OSError` if nothing is there."""
    return stat.S_ISLNK(path.lstat().st_mode)


def kind(mode: int) -> str:
    """What a file is that is not an ordinary one, in words; empty for an ordinary one."""
    for test, name in (
        (stat.S_ISLNK, "link"), (stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"),
        (stat.S_ISSOCK, "socket"),
    ):  # fmt: skip
        if test(mode):
            return say("grading.not_ordinary", kind=say(f"grading.kind_{name}"))
    return "" if stat.S_ISREG(mode) else say("grading.not_ordinary", kind=say("grading.kind_odd"))


def listing(folder: Path) -> dict[str, bool]:
    """The names in a folder, and whether each is an ordinary file; raises `OSError`, `Refused`."""
    found: dict[str, bool] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if len(found) >= _MOST_ENTRIES:
                raise Refused(say("grading.too_many_files", most=_MOST_ENTRIES))
            found[entry.name] = entry.is_file(follow_symlinks=False)
    return found


def read(path: Path, most: int) -> bytes:
    """The first `most` bytes of an ordinary file; raises `OSError`, or `Refused` for another."""
    if reason := kind(path.lstat().st_mode):
        raise Refused(reason)
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY
    handle = os.open(path, flags)
    with open(handle, "rb") as file:  # noqa: PTH123
        if reason := kind(os.fstat(handle).st_mode):
            raise Refused(reason)
        return file.read(most)


def find(
    folder: Path, ignored: Callable[[PurePosixPath], bool], most: int
) -> tuple[dict[str, int], list[Odd]]:
    """The sizes of the ordinary files in `folder` and below by their names, and what is odd there.

    Links are not followed. No more than `most` files are found, and none in very deep folders.
    """
    found: dict[str, int] = {}
    odd: list[Odd] = []
    seen = 0
    waiting = [PurePosixPath()]
    while waiting:
        place = waiting.pop(0)
        try:
            with os.scandir(folder / place) as entries:
                names = []
                for entry in entries:
                    seen += 1
                    if seen > _MOST_ENTRIES:
                        break
                    names.append(entry.name)
        except OSError as error:
            odd.append(Odd(_text(place), str(error.strerror)))
            continue
        for name in sorted(names):
            path = place / name
            if ignored(path):
                continue
            try:
                status = (folder / path).lstat()
            except OSError as error:
                odd.append(Odd(_text(path), str(error.strerror)))
                continue
            if stat.S_ISDIR(status.st_mode):
                if len(path.parts) < _MOST_LEVELS:
                    waiting.append(path)
                else:
                    odd.append(Odd(_text(path), say("grading.long_name")))
            elif reason := kind(status.st_mode):
                odd.append(Odd(_text(path), reason))
            elif len(str(path)) > _MOST_CHARACTERS:
                odd.append(Odd(_text(path), say("grading.long_name")))
            elif len(found) >= most:
                odd.append(Odd(_text(path), say("grading.too_many_files", most=most)))
                return found, _few(odd)
            else:
                found[path.as_posix()] = status.st_size
        if seen > _MOST_ENTRIES:
            odd.append(Odd(_text(place), say("grading.too_many_files", most=_MOST_ENTRIES)))
            return found, _few(odd)
    return found, _few(odd)


def _few(odd: list[Odd]) -> list[Odd]:
    """The first ones and the last, which says why there are no more."""
    return odd if len(odd) <= 10 else [*odd[:9], odd[-1]]


def _text(path: PurePosixPath) -> str:
    return str(path).encode("utf-8", "replace").decode()[-200:]
