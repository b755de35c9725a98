"""How far a class is: a bar in a terminal, and now and then one of its lines in a log."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from tqdm import tqdm

_FORM = (
    "{desc}: {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} "
    "[{elapsed}<{remaining}, {rate_noinv_fmt}]"
)
_LOG_SECONDS = 30.0  # between two lines of a log


class _Bar(tqdm):
    monitor_interval = 0  # its thread would be in the way of whoever forks


class _Lines:
    """A log that takes a bar as lines, each by itself: it has no cursor to go back with."""

    def __init__(self, stream: IO[str]):
        self._stream = stream

    def write(self, text: str) -> None:
        """Write what a bar shows, without what redraws it."""
        if line := text.strip("\r\n "):
            self._stream.write(f"{line}\n")

    def flush(self) -> None:
        """Hand it on."""
        self._stream.flush()


class Progress:
    """What is told while submissions are graded; `shown` is false where nothing is to be."""

    def __init__(self, what: str, *, shown: bool = True):
        self._what, self._shown = what, shown
        self._bar: Any = None

    def __call__(self, done: int, count: int) -> None:
        """`done` of `count` are graded."""
        if self._shown and self._bar is None:
            self._bar = _bar(self._what, count)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def say(self, words: str) -> None:
        """A sentence beside the bar."""
        beside = self._bar is not None and _is_terminal()
        if beside:
            self._bar.clear()
        print(words, file=sys.stderr, flush=True)
        if beside:
            self._bar.refresh()

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


@contextmanager
def progress_of(what: str, *, shown: bool = True) -> Iterator[Progress]:
    """Progress of `what`, which is closed at the end."""
    found = Progress(what, shown=shown)
    try:
        yield found
    finally:
        found.close()


def _bar(what: str, count: int) -> Any:
    given: dict[str, Any] = {"desc": what, "total": count, "bar_format": _FORM, "unit": " graded"}
    if _is_terminal():
        wide = os.get_terminal_size(sys.stderr.fileno()).columns  # 0 where nobody knows
        width: dict[str, Any] = {"dynamic_ncols": True} if wide else {"ncols": 80, "nrows": 20}
        return _Bar(file=sys.stderr, **width, **given)
    return _Bar(
        file=_Lines(sys.stderr),
        ncols=80,
        ascii=True,
        delay=1e-9,  # a line at the start says nothing
        mininterval=_LOG_SECONDS,
        maxinterval=_LOG_SECONDS,
        miniters=1,
        **given,
    )


def _is_terminal() -> bool:
    """Whether a line can be drawn again: some services for tests say so and keep every one."""
    return (sys.stderr.isatty() and not os.environ.get("CI")
            and os.environ.get("TERM") != "dumb")  # fmt: skip
