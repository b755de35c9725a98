"""How each task of a notebook that was run stands: a value, set in a terminal or on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from nbgrader.utils import compute_checksum, determine_grade

from threadlab.homework.reading import Reader, Unreadable, place_in
from threadlab.homework.tasks import Graded, Task, is_locked, is_untouched, settings_of, tasks_of
from threadlab.words import say

State = Literal["passed", "failed", "open", "waits", "hidden", "read", "late", "unrun"]
_ORDER: tuple[State, ...] = ("failed", "late", "unrun", "waits", "open", "passed", "read", "hidden")
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_NAME = re.compile(r"name '(\w+)' is not defined")
# A cell that is no Python; the last one is raised from 3.13 on where more would have to follow.
_UNREAD = ("SyntaxError", "IndentationError", "TabError", "_IncompleteInputError")
_NO_MAGIC = "UsageError: Cell magic `%%check` not found"
_LAST = 20  # lines of a traceback
_MOST = 600  # characters of a message or of a line of a traceback


@dataclass(frozen=True)
class Told:
    """A schedule that breaks a check: rows (thread, place, source, words), and its player."""

    rows: tuple[tuple[str, str, str, str], ...]
    schedule: str
    html: str = ""


@dataclass(frozen=True)
class Tested:
    """How one test stands, in one sentence; `detail` is the rest of it, and `told` a schedule.

    `cell` is the index of its cell in the notebook, `where` that of the student's cell in whose
    `line` it went wrong.
    """

    name: str
    state: State
    points: float
    cell: int
    message: str = ""
    detail: str = ""
    told: Told | None = None
    where: int | None = None
    line: int = 0


@dataclass(frozen=True)
class Checked:
    """How a task stands: as the worst of its tests does. `cell` is where one would go on.

    `note` says what nobody can know yet of one that has passed.
    """

    title: str
    state: State
    points: float
    cell: int
    tests: tuple[Tested, ...]
    note: str = ""


@dataclass(frozen=True)
class Checklist:
    """A notebook's tasks, the cells that Python can't read, and what else is to be said."""

    name: str
    tasks: tuple[Checked, ...]
    unreadable: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()
    summary: str = field(default="")

    def as_data(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return asdict(self)


def checklist(notebook: Any, name: str, *, ran: int, seconds: int | None) -> Checklist:
    """How the tasks of `notebook` stand, of whose cells of code the first `ran` were run."""
    reader = Reader(notebook.cells)
    places = [place for place, cell in enumerate(notebook.cells)
              if cell.cell_type == "code" and cell.source.strip()]  # fmt: skip
    judge = _Judge(notebook.cells, reader, places[ran:], seconds)
    tasks = tuple(judge.task(task) for task in judge.tasks)
    notes = (*_notes(notebook.cells), *judge.accidents())
    return Checklist(name, tasks, reader.unreadable, notes, _summary(tasks))


class _Judge:
    def __init__(
        self, cells: Sequence[Any], reader: Reader, unrun: Sequence[int], seconds: int | None
    ):
        self.cells = cells
        self.reader = reader
        self.unrun = unrun
        self.seconds = seconds
        self.tasks = tasks_of(cells)
        self.numbers = {
            cell.execution_count: place
            for place, cell in enumerate(cells)
            if cell.cell_type == "code" and cell.get("execution_count")
        }
        self.task_of = {place: task for task in reversed(self.tasks) for place in task.answers}
        self.late = next((p for p, cell in enumerate(cells) if cell.metadata.get("late")), None)

    def task(self, task: Task) -> Checked:
        tests = tuple(self._tested(task, graded) for graded in task.graded)
        state = min((test.state for test in tests), key=_ORDER.index)
        untouched = [place for place in task.answers if is_untouched(self.cells[place])]
        if state not in ("passed", "read") and untouched and len(untouched) == len(task.answers):
            state = "open"
            tests = tuple(
                test if test.state == "hidden" else
                Tested(test.name, "open", test.points, test.cell) for test in tests
            )  # fmt: skip
        wrong = next((test.where for test in tests if test.where is not None), None)
        first = task.answers[0] if task.answers else task.graded[0].place
        cell = next(iter(untouched), first) if wrong is None else wrong
        hidden = sum(test.points for test in tests if test.state == "hidden")
        note = say("validate.sum_hidden", points=f"{hidden:g}") if hidden else ""
        return Checked(task.title, state, task.points, cell, tests, note * (state == "passed"))

    def accidents(self) -> Iterator[str]:
        """What went wrong in cells that are no tests, in some of which a grader would be stuck."""
        for place, cell in enumerate(self.cells):
            if cell.cell_type != "code" or is_locked(cell):
                continue
            if place in self.unrun[:1]:
                yield say("validate.answer_ended", cell=self.reader.name_of(place))
            for raised in (out for out in cell.outputs if out.output_type == "error"):
                error = self._error(cell, raised)
                named = self._named(error.place, error.line) or self.reader.name_of(place)
                if cell.metadata.get("late"):
                    yield say("validate.late_told", place=named, seconds=self.seconds)
                elif settings_of(cell).get("solution") and self._is_news(error):
                    message = _cut(f"{error.name}: {error.text}")
                    yield say("validate.answer_raised", place=named, error=message)

    def _is_news(self, error: _Error) -> bool:
        """Whether nothing else says of a cell that it has raised this."""
        if error.name in _UNREAD or error.name == "NotImplementedError":
            return False
        missing = _NAME.search(error.text)
        unread = self.reader.unreadable if missing else ()
        waits = any(missing and missing[1] in cell.defines for cell in unread)
        return not waits and self._blocker(error) is None

    def _tested(self, task: Task, graded: Graded) -> Tested:
        cell = self.cells[graded.place]
        made = _Maker(graded)
        if not graded.is_test:
            return made("open" if is_untouched(cell) else "read")
        if _is_hidden(cell.source):
            return made("hidden")
        if graded.place in self.unrun:
            ended = graded.place == self.unrun[0]
            return made("unrun", say("validate.ended" if ended else "validate.unrun_told"))
        error = next((out for out in cell.outputs if out.output_type == "error"), None)
        if error is None:
            if any(_NO_MAGIC in str(out.get("text", "")) for out in cell.outputs):
                return made("waits", say("validate.no_magic"))
            score, most = determine_grade(cell)
            if score is not None and score < most:
                points = say("validate.partial", points=f"{score:g}", most=f"{most:g}")
                return made("failed", points)
            return made("passed")
        return self._failed(task, made, cell, self._error(cell, error))

    def _failed(self, task: Task, made: _Maker, cell: Any, error: _Error) -> Tested:
        place, line = error.place, error.line
        named = self._named(place, line)
        blocker = task if self._is_unanswered(task, error) else self._blocker(error, task)
        if blocker is not None and blocker is not task:
            return made("waits", say("validate.needs", task=blocker.title))
        if blocker is not None:
            return made("open", say("validate.raises", place=named))
        unreadable = self._unreadable(task, error)
        if unreadable is not None:
            return made("waits", say("validate.unreadable", cell=unreadable.name))
        own = {"where": place, "line": line} if place in self.task_of else {}
        if cell.metadata.get("late"):
            said = say("validate.late_told", place=named, seconds=self.seconds)
            return made("late", said, **own)
        if error.check is not None:
            return made(
                "failed", self._said(error, named), told=self._told(error.check, cell), **own
            )
        message = error.text if error.is_claim and error.text else f"{error.name}: {error.text}"
        if error.is_claim and not error.text:
            message = say("validate.claim", claim=self._claim(error))
        detail = "\n".join(line[:_MOST] for line in error.lines[-_LAST:])
        return made("failed", message.removesuffix(": "), detail=detail, **own)

    def _said(self, error: _Error, named: str) -> str:
        """What a check says, with the function that the line belongs to which it names."""
        line = f"line {error.line}"
        if named and named not in error.text:
            return re.sub(rf"\b{line}\b", named, error.text, count=1)
        return error.text

    def _told(self, check: dict[str, Any], cell: Any) -> Told | None:
        """The schedule that a check has told; None where one thread alone went on."""
        if " " not in check["schedule"]:
            return None
        rows = []
        for thread, file, line, last, source, words in check["rows"]:
            rows.append((thread, self._named(self._cell(file), line, last), source, words))
        html = next((out.data.get("text/html", "") for out in cell.outputs
                     if "threadlab" in out.get("metadata", {})), "")  # fmt: skip
        return Told(tuple(rows), str(check["schedule"]), html)

    def _cell(self, file: str) -> int | None:
        """The index of the cell that a file of a check stands for."""
        number = re.fullmatch(r"<cell (\d+)>", file)
        return self.numbers.get(int(number[1])) if number else None

    def _error(self, cell: Any, error: Any) -> _Error:
        """What went wrong in a cell, and the innermost line of a student's, or of any."""
        check = next((out.metadata["threadlab"] for out in cell.outputs
                      if "threadlab" in out.get("metadata", {})), None)  # fmt: skip
        lines = _plain("\n".join(error.traceback)).rstrip().splitlines()
        if check is None:
            frames = _FRAME.findall("\n".join(lines))
            places = [(self.numbers.get(int(number)), int(line)) for number, line in frames]
            name, text = error.ename, _plain(error.evalue).strip()
        else:
            places = [(self._cell(row[1]), int(row[2])) for row in check["rows"] if row[0]]
            name, text = check["raised"], str(check["message"])
        known = [(place, line) for place, line in places if place is not None and line]
        own = [found for found in known if not is_locked(self.cells[found[0]])]
        nowhere: tuple[int | None, int] = (None, 0)
        last = known[-1] if known else nowhere
        place, line = own[-1] if own else last
        return _Error(name, text, place, line, last, tuple(lines), check)

    def _named(self, place: int | None, line: int, last: int = 0) -> str:
        """A line of a cell, as a student finds it: the function that it stands in, or its cell."""
        if place is None or not line:
            return ""
        cell = self.cells[place]
        name = place_in(cell.source, line)
        if not name:
            name = say("validate.test") if settings_of(cell).get("grade") else (
                self.reader.name_of(place))  # fmt: skip
        if last > line:
            return say("validate.lines", name=name, first=line, last=last)
        return say("validate.line", name=name, line=line)

    def _unreadable(self, task: Task, error: _Error) -> Unreadable | None:
        """The cell without which this test can't be made: one of its task's, or a name's."""
        missing = _NAME.search(error.text)
        for cell in self.reader.unreadable:
            if cell.place in task.answers or (missing and missing[1] in cell.defines):
                return cell
        return None

    def _is_unanswered(self, task: Task, error: _Error) -> bool:
        """Whether a test has met a NotImplementedError in an answer of its own task."""
        return error.name == "NotImplementedError" and error.place in task.answers

    def _blocker(self, error: _Error, asked: Task | None = None) -> Task | None:
        """The task that is not answered, and without which this test can't be made.

        A name that the test's own task, `asked`, was to define, waits for no other one, and no test
        for an answer that comes after it.
        """
        if error.name == "NotImplementedError":
            return self.task_of.get(error.place) if error.place is not None else None
        missing = _NAME.search(error.text)
        if missing is None or self.reader.is_defined(missing[1]):
            return None
        name = re.compile(rf"\b{missing[1]}\b")
        naming = [
            (answer, task) for answer, task in self.task_of.items()
            if name.search("\n".join(self._text_before(answer)))
        ]  # fmt: skip
        if any(task is asked and not is_untouched(self.cells[answer]) for answer, task in naming):
            return None
        end = asked.graded[-1].place if asked is not None else len(self.cells)
        return next(
            (task for answer, task in naming if answer < end and is_untouched(self.cells[answer])),
            None,
        )

    def _text_before(self, place: int) -> Iterator[str]:
        """The texts that say what an answer is to be called."""
        yield self.cells[place].source
        while place > 0 and self.cells[place - 1].cell_type == "markdown":
            place -= 1
            yield self.cells[place].source

    def _claim(self, error: _Error) -> str:
        """The source of the line at which an error was raised."""
        place, line = error.raised_at
        lines = self.cells[place].source.splitlines() if place is not None else []
        return lines[line - 1].strip() if 0 < line <= len(lines) else error.name


@dataclass(frozen=True)
class _Error:
    """What a cell has raised: in which line of the student's, if in any, and where in the end.

    `check` is what a %%check says of itself (threadlab.lab.failing).
    """

    name: str
    text: str
    place: int | None
    line: int
    raised_at: tuple[int | None, int]
    lines: tuple[str, ...]
    check: dict[str, Any] | None

    @property
    def is_claim(self) -> bool:
        return self.name == "AssertionError"


@dataclass(frozen=True)
class _Maker:
    """Makes what is said of one test."""

    graded: Graded

    def __call__(self, state: State, message: str = "", **rest: Any) -> Tested:
        graded = self.graded
        return Tested(graded.name, state, graded.points, graded.place, _cut(message), **rest)


def _is_hidden(source: str) -> bool:
    """Whether nothing of a test was handed out but its magic and a remark."""
    lines = [line.strip() for line in source.splitlines()]
    return all(not line or line.startswith(("#", "%%")) for line in lines)


def _cut(message: str) -> str:
    return message if len(message) <= _MOST else message[:_MOST] + " …"


def _plain(text: str) -> str:
    return _ANSI.sub("", str(text))


def _notes(cells: Sequence[Any]) -> Iterator[str]:
    counts = Counter(settings_of(cell).get("grade_id") for cell in cells)
    for name, count in counts.items():
        if name and count > 1:
            yield say("validate.twice", name=name, number=count)
    for cell in cells:
        known = settings_of(cell)
        kind = known.get("cell_type")
        name = str(known.get("grade_id", ""))
        if kind and kind != cell.cell_type:
            yield say("validate.kind", name=name, kind=cell.cell_type, expected=kind)
        elif is_locked(cell) and known.get("checksum") not in (None, compute_checksum(cell)):
            yield say("validate.changed", name=name)


def _summary(tasks: Sequence[Checked]) -> str:
    points: dict[State, float] = {}
    for task in tasks:
        for test in task.tests:
            points[test.state] = points.get(test.state, 0) + test.points
    total = sum(points.values())
    parts = [say("validate.sum_passed", points=f"{points.get('passed', 0):g}", total=f"{total:g}")]
    failed = sum(points.get(state, 0) for state in ("failed", "late", "unrun"))
    for key, worth in (
        ("failed", failed), ("waits", points.get("waits", 0)), ("open", points.get("open", 0)),
        ("read", points.get("read", 0)), ("hidden", points.get("hidden", 0)),
    ):  # fmt: skip
        if worth:
            parts.append(say(f"validate.sum_{key}", points=f"{worth:g}"))
    return ", ".join(parts) + "."
