"""What makes a story unfit to be read: names from behind the scenes, rows with no place, length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from threadlab.events import Event
from threadlab.explorer.result import Run
from threadlab.explorer.telling import run as telling
from threadlab.story.folded import LINES_A_TURN, LINES_BESIDES

_ROW = re.compile(r"  (main|T\d+(?:\.\d+)*) +(?! = )(\S.*)")
_NAMES = re.compile(r"  T\d\S*(?: to T\S+)? = ")
_PLACE = re.compile(
    r"(?:\[\d+\] +|\S+\.py )?lines? \d+|\(the end of the program\)|\d+ more lines: "
)
_EMPTY = re.compile(
    r"(?:: |= |→|\b(?:prints|reads|writes|calls|takes|into|from|for))(?:,|$)|, ,|  ,"
)
_PRIVATE = re.compile(
    r"\b(?:(?<=\ba )_\w+|(?:Fiber|World|Guard|Waiter|Ticket|Permits|Output|Redirected)\b)"
)
_NUMBERED = re.compile(r"^(?:.*\.)?([A-Za-z_]\w*)\S* \d+\b")


def rows(story: str) -> list[str]:
    """The lines of a story in which something is told, and the remarks between them."""
    return [
        line
        for line in story.splitlines()
        if (_ROW.match(line) or line.startswith("  … ")) and not _NAMES.match(line)
    ]


def most_rows(run: Run) -> int:
    """How many rows the schedule of a run deserves: so many a word of it, and some besides."""
    return LINES_A_TURN * len(run.schedule.split()) + LINES_BESIDES


def faults(run: Run) -> Iterator[str]:
    """What is wrong with the story of a run."""
    text = "\n".join(run.sources.values())
    told = rows(run.story)
    if len(told) > most_rows(run):
        yield f"{len(told)} rows for a schedule of {len(run.schedule.split())} words"
    for row in told:
        found = _ROW.match(row)
        if found is None:
            continue
        if not _PLACE.match(found[2]):
            yield f"a row without a line: {row}"
        if _EMPTY.search(row):
            yield f"an empty value: {row}"
    for event in run.events:
        yield from _faults_of(event, text)
    ours = [row for row in told if ".py line" not in row]  # a library's lines may name its classes
    for private in _PRIVATE.findall("\n".join(ours)):
        if private not in text:
            yield f"a private class: {private}"


class Told:
    """All runs that fail and are told while it is entered, in this process."""

    def __enter__(self) -> list[Run]:
        self.found: list[Run] = []
        self.real = telling.run_of

        def run_of(*given: Any) -> Run:
            run = self.real(*given)
            if run.kind not in (None, "unsupported"):
                self.found.append(run)
            return run

        telling.run_of = run_of
        return self.found

    def __exit__(self, *_: object) -> None:
        telling.run_of = self.real


def _faults_of(event: Event, text: str) -> Iterator[str]:
    for name in (event.object, *(thing for thing, _ in event.blocked.values())):
        if ("@" in name or "_fiber" in name) and name not in text:
            yield f"a name from behind the scenes: {name}"
        numbered = _NUMBERED.match(name)
        if numbered and not re.search(rf"\b{numbered[1]}", text, re.I):
            yield f"what the program does not have: {name}"
    if event.operation in ("acquire", "release") and event.value and not event.value.isdecimal():
        yield f"{event.object} is no semaphore, and has {event.value} permits"
