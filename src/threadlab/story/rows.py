"""The lines of a story: what a thread did in one line of the program, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from threadlab.events import ITEM, LATE, Event
from threadlab.words import say

_MOST_PARTS = 8  # that are told of one line
_VALUE = 60  # characters of what is printed


@dataclass(frozen=True)
class Row:
    """What one thread did in one line, or from one `line` to the `last`.

    `words` stand in the place of what the events say; without a thread the row is a remark.
    """

    thread: str
    file: str = ""
    line: int = 0
    last: int = 0
    source: str = ""
    events: tuple[Event, ...] = ()
    words: str = ""

    @property
    def shape(self) -> tuple[object, ...]:
        """What it has in common with a row that does the same with other values."""
        did = tuple((event.operation, event.object) for event in self.events)
        return self.file, self.line, self.last, did, self.words

    @property
    def whole(self) -> tuple[object, ...]:
        """What it has in common with a row that is told in the same words."""
        return self.thread, self.file, self.line, self.last, told(self.events), self.words


def rows_of(events: Iterable[Event]) -> list[Row]:
    """A row for each stretch of events of one thread in one line."""
    rows: list[Row] = []
    part: list[Event] = []
    for event in events:
        if part and _place(event) != _place(part[-1]):
            rows.append(_row(part))
            part = []
        part.append(event)
    return [*rows, _row(part)] if part else rows


def _row(events: Sequence[Event]) -> Row:
    first = events[0]
    return Row(first.thread, first.file, first.line, first.line, first.source, tuple(events))


def _place(event: Event) -> tuple[str, str, int]:
    return event.thread, event.file, event.line


def did(event: Event) -> str:
    """What a thread did, as the end of a sentence that begins with its name."""
    return _did(event, whole=False)


def told(events: Sequence[Event]) -> str:
    """What a thread did in a row of a story."""
    parts: dict[str, None] = {}
    for part in _parts(events):
        parts[part] = None
        if len(parts) > _MOST_PARTS:  # of a hundred thousand events only these are put into words
            *_, last = _parts(events[-_MOST_PARTS:])
            return ", ".join([*list(parts)[: _MOST_PARTS - 2], "…", last])
    return ", ".join(parts)


def _parts(events: Sequence[Event]) -> Iterator[str]:
    names: list[str] = []
    for i, event in enumerate(events):
        following = events[i + 1] if i + 1 < len(events) else None
        if event.operation in ("start", "join"):
            names += event.object.split(", ")
            if following is None or following.operation != event.operation:
                several = "s" if len(names) > 1 else ""
                yield say(f"did.{event.operation}{several}", object=listed(names))
                names = []
        else:
            yield _did(event, whole=True)


def listed(names: Sequence[str]) -> str:
    """Names of threads, those of more than three in a row as "T1 to T9"."""
    numbers = [int(name[1:]) if name[1:].isdecimal() else -1 for name in names]
    is_row = numbers == list(range(numbers[0], numbers[0] + len(names)))
    if len(names) > 3 and is_row and numbers[0] >= 0:
        return say("story.to", first=names[0], last=names[-1])
    return ", ".join(names)


def _ended(value: str) -> str:
    """The text of a container, of a long one its end: that is what a call has changed as a rule."""
    if len(value) <= _VALUE:
        return value
    return f"{value[0]}…, {value[-_VALUE:].partition(', ')[2]}"


def _did(event: Event, *, whole: bool) -> str:
    """`whole` says what a container is after a call, too, for which tables have a column."""
    operation, thing, value, result = event.operation, event.object, event.value, event.result
    if operation == "write" and result == ITEM:
        return say("did.write_item", object=thing)
    if operation in ("read", "write") and not value:  # more than a short text
        return say(f"did.{operation}_only", object=thing)
    if operation in ("acquire", "release") and value:
        key = f"did.{operation}_permit_left" if whole else f"did.{operation}_permit"
        return say(key, object=thing, value=value)
    if operation == "fail" and result:
        return say(f"did.fail_{result}", object=thing)
    if operation == "wake" and result == LATE:
        return say("did.wake_late_at" if value else "did.wake_late", seconds=value)
    if operation == "wake" and value:
        return say("did.wake_at", seconds=value)
    if operation in ("put", "get") and result:
        return say(f"did.{operation}_value", object=thing, value=result)
    if operation == "print":
        lines = value.splitlines() or [""]
        more = len(lines) > 1 or len(lines[0]) > _VALUE
        text = lines[0][:_VALUE] + ("…" if more else "")
        return say("did.print", object="", value=text) if text else say("did.print_nothing")
    if operation == "call" and (result or (whole and value)):
        changed = say("did.changed", value=_ended(value)) if whole and value else ""
        if not result:
            return say("did.call", object=thing) + changed
        called = thing if thing.endswith(")") else f"{thing}()"
        return say("did.call_gives", object=called, result=result) + changed
    return say(f"did.{operation}", object=thing, value=value)
