"""What a student is told of a failed check with hidden lines: nothing that only the room says.

In the room of a check the answer runs in the process of its test. What it finds there it can raise
as an error, or give to a thread as its name. So of what comes back only this is told: a sentence
that an instructor has written, with a few words in its gaps; the kind of the failure; a line that
stands in one of the student's cells at that very place; and a schedule of known operations, with
names that the student knows anyway.
"""

from __future__ import annotations

import ast
import builtins
import queue
import re
import threading
from collections.abc import Collection, Iterable, Sequence
from typing import Any, get_args

from threadlab.events import Operation
from threadlab.words import say

_BUILTINS = frozenset(dir(builtins))
_ERRORS = frozenset(
    name for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)  # fmt: skip
_MOST_CHARACTERS = 4000  # of a room's message
_LEAST_LITERALS = 8  # letters of a sentence, so that it is one
_MOST_EVENTS = 200
_MOST_WORDS = 12  # in all gaps of a sentence
_MOST_LABEL_WORDS = 6
_MOST_DIGITS = 4
_LEFT_OUT = "…"
_PARTS = re.compile(r"\w+|[^\w]")
_PERCENT = re.compile(r"%(?:\(\w*\))?[-+ #0-9.*]*[a-zA-Z%]")
_BRACES = re.compile(r"\{[^{}]*\}")
_SIGNS = frozenset(" []{}(),.:;'\"-+*/=<>%!")
_THREAD = re.compile(r"T\d{1,3}")
_KNOWN = frozenset(
    word
    for text in (
        *_BUILTINS, *dir(threading), *dir(queue), say("waits.sleep"), say("waits.change"),
        say("waits.end", thread="main"), say("waits.daemons"),
    )
    for word in re.findall(r"\w+", text)
)  # fmt: skip
_KINDS = {
    "deadlock": "outcome.deadlock", "livelock": "outcome.livelock",
    "unsupported": "grading.hidden_unsupported",
}  # fmt: skip


class Lines:
    """The lines of a student's cells, each where it stands: nobody else's, and nowhere else."""

    def __init__(self, cells: Iterable[str]):
        self._places: dict[str, set[int]] = {}
        for cell in cells:
            lines = cell.splitlines()
            empty = next((place for place, line in enumerate(lines) if line.strip()), 0)
            for place, line in enumerate(lines, 1):
                # a kernel drops empty lines at the beginning, and the line of a cell's magic
                numbers = {place, place - empty, place - empty - 1}
                self._places.setdefault(line.strip(), set()).update(numbers)

    def has(self, line: Any, code: str) -> bool:
        """Whether a cell has this text, which is not empty, in line `line`."""
        return bool(code) and type(line) is int and line in self._places.get(code, ())


def without_hidden(
    verdict: dict[str, Any], check: str, cells: Sequence[str], given: Iterable[str],
    words: Collection[str],
) -> dict[str, Any]:  # fmt: skip
    """What may be told of the failed `check`, of which some lines are hidden.

    `cells` are those before it, empty where they are not the student's to see; `given` the other
    texts of its instructor; `words` those that the student knows.
    """
    known = _Known(frozenset(words) | _KNOWN)
    run = verdict.get("run")
    run = _run(run, cells, known) if isinstance(run, dict) else None
    kind = verdict.get("kind") if verdict.get("kind") in (*_KINDS, "assertion", "exception") else ""
    message = _message(str(verdict.get("message", "")), str(kind), run, [check, *given], known)
    told = {"status": "failed", "kind": kind or None, "schedule": "", "message": message}
    return told if run is None else told | {"run": {**run, "message": message}}


def filled(text: str, said: str, words: Collection[str]) -> str:
    """What is told of `text`, to which the message `said` of a claim has come: known words only.

    What the room gives can be anything that the answer has found there. Empty where nobody can say
    which part of the text that is.
    """
    try:
        parts = _parts(ast.parse(said, mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    pattern = "".join("(.*?)" if part is None else re.escape(part) for part in parts)
    found = re.fullmatch(pattern, text[:_MOST_CHARACTERS], re.S)
    if found is None or not _literals(parts):
        return ""
    return _filled(parts, found.groups(), _Known(frozenset(words) | _KNOWN))


class _Known:
    """Shortens texts to the words that are known."""

    def __init__(self, words: Collection[str]):
        self.words = words

    def only(self, text: Any, most: int = _MOST_LABEL_WORDS) -> str:
        """The text with no other words, and not many."""
        found, count = "", 0
        for part in _PARTS.findall(str(text)[:400]):
            if part in _SIGNS:
                found += part
                continue
            count += 1
            if count > most:
                return found.rstrip() + _LEFT_OUT
            found += part if self._is_known(part) else _LEFT_OUT
        return re.sub(f"{_LEFT_OUT}+", _LEFT_OUT, found)

    def _is_known(self, part: str) -> bool:
        if part.isdecimal():
            return part.isascii() and len(part) <= _MOST_DIGITS
        return part in self.words or bool(_THREAD.fullmatch(part))


def _message(
    text: str, kind: str, run: dict[str, Any] | None, tests: Iterable[str], known: _Known
) -> str:
    text = text[:_MOST_CHARACTERS]
    for parts in sorted(_sentences(tests), key=_literals, reverse=True):
        pattern = "".join("(.{0,300}?)" if part is None else re.escape(part) for part in parts)
        if found := re.search(f"(?:{pattern})(?=[.!?\\s]|$)", text, re.S):
            return _filled(parts, found.groups(), known)
    if kind in _KINDS:
        return say(_KINDS[kind])
    raised = re.search(r"\b([A-Za-z_]\w{0,60}) in (?:main|T\d)", text)
    name = raised[1] if raised else ""
    if not name or name == "AssertionError":
        return say("grading.hidden_failed")
    where = ""
    last = run["events"][-1] if run and run["events"] else {}
    if last.get("source"):
        where = say("grading.place", line=last["line"], code=last["source"])
    what = name if name in _ERRORS else say("grading.exception")
    return say("grading.hidden_raised", kind=what, where=where)


def _filled(parts: Sequence[str | None], gaps: Sequence[str], known: _Known) -> str:
    left, given, told = _MOST_WORDS, list(gaps), ""
    for part in parts:
        if part is None:
            gap = given.pop(0)
            told += known.only(gap, left)
            left = max(0, left - len(re.findall(r"\w+", gap)))
        else:
            told += part
    return told


def _literals(parts: Sequence[str | None]) -> int:
    return sum(len(part) for part in parts if part is not None)


def _sentences(tests: Iterable[str]) -> list[list[str | None]]:
    """What the tests say when they fail: texts, and None for each gap in them."""
    found = []
    for test in tests:
        body = test.lstrip()
        body = body.partition("\n")[2] if body.startswith("%%") else test
        try:
            tree = ast.parse(body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in ast.walk(tree):
            said = node.msg if isinstance(node, ast.Assert) else None
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                said = node.exc.args[0]
            parts = _parts(said) if said is not None else []
            if _literals(parts) >= _LEAST_LITERALS:
                found.append(parts)
    return found


def _parts(node: ast.expr) -> list[str | None]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return [part for value in node.values for part in _parts(value)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _parts(node.left) + _parts(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _with_gaps(node.left, _PERCENT)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and (
        node.func.attr == "format"
    ):  # fmt: skip
        return _with_gaps(node.func.value, _BRACES)
    return [None]


def _with_gaps(node: ast.expr, gap: re.Pattern[str]) -> list[str | None]:
    """The parts of a text that a `%` or a `format` fills."""
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return [None]
    parts: list[str | None] = []
    for literal in gap.split(node.value):
        parts += [None, literal] if parts else [literal]
    return parts


def _run(run: dict[str, Any], cells: Sequence[str], known: _Known) -> dict[str, Any]:
    """A failing run with known words only; what is odd in it is left out."""
    events = run.get("events")
    kept = [_event(event, cells, known) for event in events[-_MOST_EVENTS:]
            if isinstance(event, dict) and event.get("operation") in get_args(Operation)
            ] if isinstance(events, list) else []  # fmt: skip
    tables = {
        name: {known.only(key): known.only(value) for key, value in list(table.items())[:50]}
        for name in ("holds", "waits", "names")
        if isinstance(table := run.get(name, {}), dict)
    }
    return {"events": kept, "elapsed": _time(run.get("elapsed")), "output": "",
            "holds": {}, "waits": {}, "names": {}} | tables  # fmt: skip


def _event(event: dict[str, Any], cells: Sequence[str], known: _Known) -> dict[str, Any]:
    line, source = _place(event, cells)
    blocked = event.get("blocked")
    pairs = list(blocked.items())[:50] if isinstance(blocked, dict) else []
    return {
        "time": _time(event.get("time")), "operation": event["operation"],
        "step": event["step"] if type(event.get("step")) is int else 0,
        "line": line, "file": str(event.get("file", ""))[:20] if source else "", "source": source,
        "preempted": event.get("preempted") is True,
        **{name: known.only(event.get(name, "")) for name in ("thread", "object", "value",
                                                              "before", "result")},
        **{name: [known.only(item) for item in list(event.get(name) or ())[:50]]
           for name in ("held", "ready")},
        "blocked": {known.only(key): [known.only(part) for part in list(pair)[:2]]
                    for key, pair in pairs},
    }  # fmt: skip


def _place(event: dict[str, Any], cells: Sequence[str]) -> tuple[int, str]:
    """The line of an event and its text, as the cell has it that the event names."""
    file = re.fullmatch(r"<cell (\d{1,4})>", str(event.get("file", ""))[:20])
    line = event.get("line")
    if file and type(line) is int and int(file[1]) < len(cells):
        lines = cells[int(file[1])].splitlines()
        if 0 < line <= len(lines) and lines[line - 1].strip():
            return line, lines[line - 1].strip()
    return 0, ""


def _time(value: Any) -> float:
    return round(float(value), 2) if isinstance(value, (int, float)) and abs(value) < 1e6 else 0.0
