"""A checklist in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from threadlab.validation.result import Checked, Checklist, State, Tested
from threadlab.words import say

SIGNS: dict[State, str] = {
    "passed": "✓", "failed": "✗", "late": "✗", "unrun": "✗", "waits": "○", "open": "○",
    "read": "✎", "hidden": "◌",
}  # fmt: skip
_COLORS: dict[State, str] = {"passed": "32", "failed": "31", "late": "31", "unrun": "31"}
_SOURCE = 44  # characters of a line of source


def lines_of(checklist: Checklist, *, width: int = 90, color: bool = False) -> Iterator[str]:
    """The lines that are printed: what can't be read first, then the tasks, then the sum."""
    for cell in checklist.unreadable:
        said = say("validate.unread", cell=cell.name, message=cell.message, line=cell.line)
        yield from _wrapped(_signed("failed", said, color), width, 2)
        yield f"      {cell.source}"
        if cell.caret:
            yield f"      {cell.caret}"
        if cell.hint:
            yield from _wrapped(f"  {cell.hint}", width, 2)
        yield ""
    for note in checklist.notes:
        yield from _wrapped(f"! {note}", width, 2)
    for task in checklist.tasks:
        yield from _task(task, width, color)
    yield ""
    yield from _wrapped(checklist.summary, width, 0)


def _task(task: Checked, width: int, color: bool) -> Iterator[str]:
    points = say("validate.points", points=f"{task.points:g}", count=task.points)
    said = f"{task.title} ({points})"
    if task.state in ("open", "read", "hidden"):
        said = f"{said}: {say(f'validate.{task.state}')}{'; ' * bool(task.note)}{task.note}"
    elif task.note:
        said = f"{said}: {task.note}"
    yield from _wrapped(_signed(task.state, said, color), width, 2)
    if task.state in ("open", "passed", "read", "hidden"):
        return
    for test in task.tests:
        if test.state in ("failed", "late", "waits", "unrun", "open"):
            yield from _test(test, width, color)


def _test(test: Tested, width: int, color: bool) -> Iterator[str]:
    said = test.message or say(f"validate.{test.state}")
    first, *more = said.splitlines() or [""]
    yield from _wrapped(f"    {_signed(test.state, first, color)}", width, 6)
    for line in more:
        yield from _wrapped(f"      {line}", width, 6)
    if test.told is not None and test.told.rows:
        rows = test.told.rows
        threads = max(len(row[0]) for row in rows)
        places = max(len(row[1]) for row in rows)
        for thread, place, source, words in rows:
            if not thread:
                yield f"        … {words} …"
                continue
            short = source if len(source) <= _SOURCE else source[: _SOURCE - 1] + "…"
            head = f"        {thread:<{threads}}  {place:<{places}}  "
            yield from _wrapped(f"{head}{short}", width, len(head))
            if words:
                yield from _wrapped(" " * len(head) + f"→ {words}", width, len(head) + 2)
    elif test.detail:
        for line in test.detail.splitlines():
            yield from _broken(line, width - 8)


def _broken(line: str, width: int) -> Iterator[str]:
    """A line of a traceback, whose blanks say something: in pieces, if it is too long."""
    for begin in range(0, len(line) or 1, max(width, 20)):
        yield f"        {line[begin : begin + max(width, 20)]}"


def _signed(state: State, words: str, color: bool) -> str:
    sign = SIGNS[state]
    code = _COLORS.get(state)
    return f"\x1b[{code}m{sign}\x1b[0m {words}" if color and code else f"{sign} {words}"


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    begin = len(text) - len(text.lstrip())
    return wrap(
        text.lstrip(), max(width, 40), initial_indent=" " * begin,
        subsequent_indent=" " * max(indent, begin), break_on_hyphens=False,
    )  # fmt: skip
