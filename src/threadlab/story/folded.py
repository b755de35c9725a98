"""Fewer lines for what is told again and again, and for more than a schedule deserves.

A story is as long as its schedule is intricate: so many lines for each time that another thread
goes on, and some besides. Whatever is more than that is told in less detail, and never left out
without a word: loops first, then threads that all do the same, then what is done under a lock,
then the middle of the longest stretches.
"""

from __future__ import annotations

from collections.abc import Sequence

from threadlab.story.rows import Row, listed
from threadlab.words import say

LINES_A_TURN, LINES_BESIDES = 3, 8  # of a story
_PAGE = 20  # lines that nobody minds
_PERIOD = 12  # lines of a loop that is seen to be one
_TIMES = 3  # that something is done before it is told once
_ENDS = 2  # lines of a long stretch that are told, from both of its ends
_BLOCK = 20  # lines of a block that is told by where it begins and ends
_STALE = 6  # lines in which nothing new is told


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows in fewer ones, if there are many."""
    found = _alike(_loops(_without_old(list(rows))))
    if len(found) > _PAGE:
        found = _without_past(found)
    if _is_long(found):
        found = _sections(found)
    while _is_long(found):
        shorter = _without_middle(found)
        if len(shorter) == len(found):
            break
        found = shorter
    return found


def _is_long(rows: Sequence[Row]) -> bool:
    return len(rows) > LINES_A_TURN * len(_turns(rows)) + LINES_BESIDES


def _turns(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows by the stretches in which one thread goes on, remarks with what they are about."""
    turns: list[list[Row]] = []
    for row in rows:
        if turns and row.thread in ("", turns[-1][0].thread):
            turns[-1].append(row)
        else:
            turns.append([row])
    return turns


def _without_old(rows: list[Row]) -> list[Row]:
    """Without an end in which nothing is told that was not told before."""
    known: set[object] = set()
    new = 0
    for i, row in enumerate(rows, start=1):
        if row.whole not in known:
            known.add(row.whole)
            new = i
    if len(rows) - new < max(_STALE, new):
        return rows
    return [*rows[:new], Row("", words=say("story.so_on", count=f"{len(rows) - new:,}"))]


def _without_past(rows: list[Row]) -> list[Row]:
    """With one row for all that had come to its end before threads were started once more."""
    started: list[str] = []
    going: set[str] = set()
    alone = 0
    past: list[str] = []
    for i, row in enumerate(rows):
        for event in row.events:
            if event.operation == "start":
                if started and not going:
                    alone, past = i, list(started)
                started.append(event.object)
                going.add(event.object)
            elif event.operation == "join":
                going -= set(event.object.split(", "))
    if alone < _STALE:
        return rows
    return [Row("", words=say("story.past", count=alone, threads=listed(past))), *rows[alone:]]


def _loops(rows: list[Row]) -> list[Row]:
    """With the first and the last round of what is done several times in a row."""
    keys = [(row.thread, row.shape) for row in rows]
    found: list[Row] = []
    i = 0
    while i < len(rows):
        period, times = _round(keys, i)
        first, end = rows[i : i + period], i + period * times
        last = rows[end - period : end]
        is_same = all(rows[k].whole == rows[k + period].whole for k in range(i, end - period))
        if times < _TIMES + (not is_same):
            found.append(rows[i])
            i += 1
            continue
        more = times - 1 if is_same else times - 2
        words = say("story.again", lines=period, count=f"{more:,}")
        words = words if period > 1 else say("story.again_line", count=f"{more:,}")
        found += [*first, Row("", words=words)]
        found += [] if is_same else last
        i = end
    return found if len(found) < len(rows) else rows


def _round(keys: Sequence[object], start: int) -> tuple[int, int]:
    """How many rows from `start` on make a round, and how many rounds there are."""
    best = (1, 1)
    for period in range(1, min(_PERIOD, (len(keys) - start) // 2) + 1):
        times, one = 1, keys[start : start + period]
        while keys[start + times * period : start + (times + 1) * period] == one:
            times += 1
        if times >= _TIMES and period * times > best[0] * best[1]:
            best = (period, times)
    return best


def _alike(rows: list[Row]) -> list[Row]:
    """With the first and the last of several threads that do the same, one after the other."""
    turns = _turns(rows)
    shapes = [tuple(row.shape for row in turn) for turn in turns]
    found: list[Row] = []
    i = 0
    while i < len(turns):
        end = i + 1
        while end < len(turns) and shapes[end] == shapes[i] and turns[end][0].thread:
            end += 1
        names = [turn[0].thread for turn in turns[i:end]]
        if end - i > _TIMES and len(set(names)) == len(names):
            found += turns[i]
            found.append(Row("", words=say("story.alike", threads=listed(names[1:-1]))))
            found += turns[end - 1]
            i = end
        else:
            found += turns[i]
            i += 1
    return found


def _sections(rows: list[Row]) -> list[Row]:
    """With one row for what a thread does under a lock, from taking it to giving it back."""
    found: list[Row] = []
    i = 0
    while i < len(rows):
        end = _end_of_section(rows, i)
        if end - i > 1:
            found.append(_joined(rows[i:end]))
            i = end
        else:
            found.append(rows[i])
            i += 1
    return found


def _end_of_section(rows: Sequence[Row], start: int) -> int:
    """Where the section ends that begins with the row at `start`; there, if it is none."""
    taken = [event.object for event in rows[start].events if event.operation == "acquire"]
    if not taken or rows[start].words:
        return start
    for end in range(start, len(rows)):
        row = rows[end]
        if row.words or (row.thread, row.file) != (rows[start].thread, rows[start].file):
            return start
        for event in row.events:
            if event.operation in ("wait", "wake", "sleep", "raise"):
                return start
            if end > start and event.operation == "release" and event.object == taken[-1]:
                return end + 1
    return start


def _joined(rows: Sequence[Row]) -> Row:
    """One row for several of one thread in one file."""
    first, last = rows[0], max(row.last for row in rows)
    is_block = all(first.line <= row.line <= first.line + _BLOCK for row in rows)
    events = tuple(event for row in rows for event in row.events)
    return Row(
        first.thread, first.file, first.line, last if is_block else first.line, first.source, events
    )


_WITH_VALUES = ("read", "write", "print", "raise")  # whose rows say which, and not only what


def _without_middle(rows: list[Row]) -> list[Row]:
    """With one row for the middle of the longest stretch in which one thread goes on."""
    turns = _turns(rows)
    long = max(turns, key=lambda turn: len(turn) if turn[0].thread else 0)
    middle = long[_ENDS:-_ENDS]
    if len(middle) < 2:
        return rows
    objects: dict[str, dict[str, None]] = {}
    for row in middle:
        for event in row.events:
            objects.setdefault(event.operation, {})[event.object] = None
    did = [
        say(f"did.{operation}_only" if operation in _WITH_VALUES else f"did.{operation}",
            object=", ".join(names), value="")
        for operation, names in objects.items()
    ]  # fmt: skip
    words = say("story.middle", count=sum(1 for _ in middle), did=", ".join(did).strip())
    whole = Row(long[0].thread, words=words)
    return [
        row
        for turn in turns
        for row in ([*turn[:_ENDS], whole, *turn[-_ENDS:]] if turn is long else turn)
    ]
