"""Files of a folder that somebody else has filled: ordinary ones only, and nothing that waits.

A link leads wherever its maker likes, a pipe or a device blocks whoever opens it, and a second name
of another's file is as good as a link. What a file is, is asked before it is opened and once more
of the open file itself; every folder on the way to it is opened without following links, so that
nothing can be put in its place meanwhile.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from threadlab.grading.wire.texts import printable
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


def _reason(status: os.stat_result, owner: int, *, alone: bool) -> str:
    """Why a file is not taken from a folder of `owner`'s; empty if it is.

    A second name of a file that is another's may have been made by anybody. Where the owner is
    `alone` in the folder, no file of another's belongs there at all.
    """
    if reason := kind(status.st_mode):
        return reason
    if status.st_uid != owner and (alone or status.st_nlink > 1):
        return say("grading.another_owner")
    return ""


@contextmanager
def opened(folder: Path, below: PurePosixPath = PurePosixPath()) -> Iterator[int]:  # noqa: B008
    """A descriptor of `folder / below`; neither the folder nor what lies below may be links.

    Raises `Refused` if one is, or `OSError`.
    """
    handle = os.open(folder.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in (folder.name, *below.parts):
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW
            try:
                inner = os.open(part, flags, dir_fd=handle)
            except OSError as error:
                if error.errno not in (errno.ELOOP, errno.ENOTDIR):
                    raise
                status = os.stat(part, dir_fd=handle, follow_symlinks=False)
                if stat.S_ISLNK(status.st_mode):
                    raise Refused(say("grading.linked_folder")) from None
                raise
            os.close(handle)
            handle = inner
        yield handle
    finally:
        os.close(handle)


def listing(folder: Path) -> dict[str, bool]:
    """The names in a folder, and whether each is an ordinary file; raises `OSError`, `Refused`."""
    found: dict[str, bool] = {}
    with opened(folder) as handle, os.scandir(handle) as entries:
        for entry in entries:
            if len(found) >= _MOST_ENTRIES:
                raise Refused(say("grading.too_many_files", most=_MOST_ENTRIES))
            found[entry.name] = entry.is_file(follow_symlinks=False)
    return found


def read(folder: Path, name: str, most: int, *, alone: bool = False) -> bytes:
    """The first `most` bytes of an ordinary file below `folder`.

    Raises `OSError`, or `Refused` for one that is no ordinary file of the folder's owner (`alone`:
    or of anybody who has one there).
    """
    path = PurePosixPath(name)
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY
    owner = folder.lstat().st_uid
    with opened(folder, path.parent) as place:
        status = os.stat(path.name, dir_fd=place, follow_symlinks=False)
        if reason := _reason(status, owner, alone=alone):
            raise Refused(reason)
        handle = os.open(path.name, flags, dir_fd=place)
    with open(handle, "rb") as file:  # noqa: PTH123
        if reason := _reason(os.fstat(handle), owner, alone=alone):
            raise Refused(reason)
        return file.read(most)


def find(
    folder: Path, ignored: Callable[[PurePosixPath], bool], most: int, *, alone: bool = False
) -> tuple[dict[str, int], list[Odd]]:
    """The sizes of the ordinary files in `folder` and below by their names, and what is odd there.

    Links are not followed. No more than `most` files are found, and none in very deep folders.
    What another owns is odd as `read` has it.
    """
    found: dict[str, int] = {}
    odd: list[Odd] = []
    seen = 0
    owner = folder.lstat().st_uid
    waiting = [PurePosixPath()]
    while waiting:
        place = waiting.pop(0)
        names = {}
        try:
            with opened(folder, place) as handle, os.scandir(handle) as entries:
                for entry in entries:
                    seen += 1
                    if seen > _MOST_ENTRIES:
                        break
                    names[entry.name] = entry.stat(follow_symlinks=False)
        except Refused as error:
            odd.append(Odd(_text(place), str(error)))
            continue
        except OSError as error:
            odd.append(Odd(_text(place), str(error.strerror)))
            continue
        for name, status in sorted(names.items()):
            path = place / name
            if ignored(path):
                continue
            if stat.S_ISDIR(status.st_mode):
                if len(path.parts) < _MOST_LEVELS:
                    waiting.append(path)
                else:
                    odd.append(Odd(_text(path), say("grading.long_name")))
            elif reason := _reason(status, owner, alone=alone):
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


def last_change(folder: Path, names: Iterable[str]) -> float:
    """When a folder, one of the files `names` below it or a folder on the way was last changed.

    Who writes into a file that is there changes no folder. Raises `OSError` or `Refused`.
    """
    with opened(folder) as handle:
        newest = os.fstat(handle).st_ctime
    for path in map(PurePosixPath, names):
        with opened(folder, path.parent) as place:
            status = os.stat(path.name, dir_fd=place, follow_symlinks=False)
            newest = max(newest, status.st_ctime, os.fstat(place).st_ctime)
    return newest


def _few(odd: list[Odd]) -> list[Odd]:
    """The first ones and the last, which says why there are no more."""
    return odd if len(odd) <= 10 else [*odd[:9], odd[-1]]


def _text(path: PurePosixPath) -> str:
    return printable(str(path)[-200:])
