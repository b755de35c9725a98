"""A run told in the reader's own source lines: who did what, where control moved, how it ended."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from threadlab.events import Event
from threadlab.words import say

_MOST = 60  # lines of a story; the middle of a longer one is left out
_QUIET = ("exit",)
_SOURCE = 44  # characters of a source line


def did(event: Event) -> str:
    """What a thread did, as the end of a sentence that begins with its name."""
    if event.operation in ("read", "write") and not event.value:  # more than a short text
        return say(f"did.{event.operation}_only", object=event.object)
    if event.operation in ("acquire", "release") and event.value:
        return say(f"did.{event.operation}_permit", object=event.object)
    if event.operation == "wake" and event.value:
        return say("did.wake_at", seconds=event.value)
    return say(f"did.{event.operation}", object=event.object, value=event.value)


def tell(events: Sequence[Event], names: Mapping[str, str], ending: Sequence[str]) -> str:
    """Tell the run in lines, with `names` of threads by their labels, and how it ended."""
    lines = _lines(events)
    if len(lines) > _MOST:
        half = _MOST // 2
        left_out = len(lines) - 2 * half
        more = say("story.left_out", count=left_out)
        lines = [*lines[:half], f"  … {more}", *lines[-half:]]
    who = [
        f"  {label} = {name}" for label, name in names.items() if label != "main" and name != label
    ]
    return "\n".join([*who, *lines, *ending])


def _lines(events: Sequence[Event]) -> list[str]:
    lines: list[str] = []
    parts: list[str] = []
    previous: Event | None = None
    width = max((len(event.thread) for event in events), default=4)
    room = min(max((len(event.source) for event in events), default=0), _SOURCE)
    several = len({event.file for event in events if event.file}) > 1

    def flush() -> None:
        if parts and previous is not None:
            where = _where(previous, several)
            source = previous.source
            source = source if len(source) <= room else source[: room - 1] + "…"
            text = ", ".join(dict.fromkeys(parts))
            lines.append(
                f"  {previous.thread:<{width}}  {where}  {source:<{room}}  {text}".rstrip()
            )
        parts.clear()

    for event in events:
        if event.operation in _QUIET or (event.operation == "start" and not event.object):
            continue
        same = previous is not None and (event.thread, event.line, event.file) == (
            previous.thread,
            previous.line,
            previous.file,
        )
        if not same:
            flush()
        elif len(parts) > 8:
            continue
        parts.append(did(event))
        previous = event
    flush()
    return lines


def _where(event: Event, several: bool) -> str:
    """The line, with the number of its cell where there are several."""
    if not event.line:
        return " " * (13 if several else 8)
    before = cell_of(event.file) if several else ""
    return f"{before:<5}line {event.line:<3}" if several else f"line {event.line:<3}"


def cell_of(file: str) -> str:
    """The cell that a file stands for, "[7] "; empty for other files."""
    cell = re.match(r"<cell (\d+)>$", file)
    return f"[{cell[1]}] " if cell else ""
