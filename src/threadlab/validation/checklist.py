"""How each task of a notebook that was run stands: a value, set in a terminal or on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nbgrader.utils import compute_checksum, determine_grade

from threadlab.errors import ThreadlabError
from threadlab.homework.reading import Reader, Unreadable, place_in
from threadlab.homework.tasks import (
    Graded,
    Task,
    heading_of,
    is_locked,
    is_untouched,
    points_said,
    settings_of,
    tasks_of,
)
from threadlab.validation.named import Names
from threadlab.validation.result import Checked, Checklist, State, Tested, Told, summary_of
from threadlab.validation.slips import Slips
from threadlab.words import say

_ORDER: tuple[State, ...] = ("failed", "late", "unrun", "waits", "open", "passed", "read", "hidden")
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_NAME = re.compile(r"name '(\w+)' is not defined")
# A cell that is no Python; the last one is raised from 3.13 on where more would have to follow.
_UNREAD = ("SyntaxError", "IndentationError", "TabError", "_IncompleteInputError")
_NO_MAGIC = "UsageError: Cell magic `%%check` not found"
_NO_BASE = (
    "function() argument 'code' must be code, not str"  # a class that inherits from a function
)
_CUT_OFF = ("unexpected indent", "'return' outside function", "unindent does not match")
_OF_NONE = ("AssertionError", "AttributeError", "TypeError")  # what a forgotten return leads to
_NONE = re.compile(r"\bNone(?:Type)?\b")
_LAST = 20  # lines of a traceback
_MOST = 600  # characters of a message or of a line of a traceback


def checklist(
    notebook: Any, name: str, *, ran: int, seconds: int | None, released: Sequence[Any] = ()
) -> Checklist:
    """How the tasks of `notebook` stand, of whose cells of code the first `ran` were run.

    `released` are the cells of the homework as it was handed out, if that is known.
    """
    reader = Reader(notebook.cells)
    places = [place for place, cell in enumerate(notebook.cells)
              if cell.cell_type == "code" and cell.source.strip()]  # fmt: skip
    judge = _Judge(notebook.cells, reader, places[ran:], seconds, released)
    tasks = tuple(judge.task(task) for task in judge.tasks)
    passed = [task for task, checked in zip(judge.tasks, tasks, strict=True)
              if checked.state == "passed"]  # fmt: skip
    unmeant = (said for task in passed for said in judge.slips.unmeant(task.answers))
    notes = (*_notes(notebook.cells), *judge.accidents(), *judge.misplaced(), *unmeant)
    if not released:
        notes = (*(lack for task in judge.tasks if (lack := _lack(notebook.cells, task))), *notes)
    return Checklist(name, tasks, reader.unreadable, notes, summary_of(tasks))


class _Judge:
    def __init__(
        self,
        cells: Sequence[Any],
        reader: Reader,
        unrun: Sequence[int],
        seconds: int | None,
        released: Sequence[Any],
    ):
        self.cells = cells
        self.reader = reader
        self.unrun = unrun
        self.seconds = seconds
        self.tasks = tasks_of(cells)
        self.names = Names(cells, released)
        self.slips = Slips(self.names, self._named)
        self.numbers = {
            cell.execution_count: place
            for place, cell in enumerate(cells)
            if cell.cell_type == "code" and cell.get("execution_count")
        }
        self.task_of = {place: task for task in reversed(self.tasks) for place in task.answers}

    def task(self, task: Task) -> Checked:
        tests = tuple(self._tested(task, graded) for graded in task.graded)
        state = min((test.state for test in tests), key=_ORDER.index)
        untouched = [place for place in task.answers if self._is_open(place)]
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
        note = say("validate.sum_hidden", points=f"{hidden:g}", count=hidden) if hidden else ""
        if state == "open":  # of one that is begun, where it goes on
            note = next((test.message.rstrip(".") for test in tests if test.state == "open"), "")
        return Checked(task.title, state, task.points, cell, tests,
                       note * (state in ("passed", "open")))  # fmt: skip

    def accidents(self) -> Iterator[str]:
        """What went wrong in cells that are no tests, in some of which a grader would be stuck."""
        for place, cell in enumerate(self.cells):
            if cell.cell_type != "code" or is_locked(cell):
                continue
            if place in self.unrun[:1]:
                yield self._ended(cell, self.reader.name_of(place), after=True)
            for raised in (out for out in cell.outputs if out.output_type == "error"):
                error = self._error(cell, raised)
                named = self._named(error.place, error.line) or self.reader.name_of(place)
                if "late" in cell.metadata:
                    yield self._late(cell, named)
                elif settings_of(cell).get("solution") and self._is_news(error):
                    yield self._accident(error, named)

    def _accident(self, error: _Error, named: str) -> str:
        """What an answer has raised when it was run, and no test."""
        if error.name == "SystemExit":
            return say("validate.answer_exits", place=named)
        if error.name == "StdinNotImplementedError":
            return say("validate.answer_asks", place=named)
        message = _cut(f"{error.name}: {error.text}").removesuffix(": ")
        if base := self._no_base(error):
            message = base
        return say("validate.answer_raised", place=named, error=message)

    def misplaced(self) -> Iterator[str]:
        """Answers that stand beside the cell that is for them, or are cut off from its rest."""
        for task in self.tasks:
            for place in task.answers:
                wanted = {named.name for named in self.names.defined_in(place)}
                if is_untouched(self.cells[place]) and (own := self.names.beside(wanted, place)):
                    home = str(settings_of(self.cells[place]).get("grade_id", ""))
                    written = self._named(*self.names.place_of(own))
                    yield say("validate.beside", name=own.name, place=written, cell=home)
        for cell in self.reader.unreadable:
            above = cell.place - 1
            if above in self.task_of and cell.message.startswith(_CUT_OFF):
                yield say("validate.cut_off", cell=cell.name)

    def _is_open(self, place: int) -> bool:
        """Whether an answer is as it was handed out, or is empty."""
        cell = self.cells[place]
        return is_untouched(cell) or not (cell.source.strip() or settings_of(cell).get("task"))

    def _late(self, cell: Any, named: str) -> str:
        seconds = cell.metadata["late"]
        return say("validate.late_told", place=named, seconds=seconds or self.seconds)

    def _no_base(self, error: _Error) -> str:
        """What is to be said of a class that wants to inherit from a function; "" if none does."""
        function = self.names.bases(error.place, error.line) if _NO_BASE in error.text else None
        return say("validate.no_base", name=function.name) if function else ""

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
            if graded.place != self.unrun[0]:
                return made("unrun", say("validate.unrun_told"))
            place, line = self._stood(cell)
            own = {"where": place, "line": line} if place in self.task_of else {}
            return made("unrun", self._ended(cell, say("validate.test")), **own)
        error = next((out for out in cell.outputs if out.output_type == "error"), None)
        if error is None:
            if any(_NO_MAGIC in str(out.get("text", "")) for out in cell.outputs):
                later = any("threadlab" in other.source and "import" in other.source
                            for other in self.cells[graded.place :] if is_locked(other)
                            and other.cell_type == "code")  # fmt: skip
                return made("waits", say("validate.no_magic_yet" if later else "validate.no_magic"))
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
        if "late" in cell.metadata:
            return made("late", self._late(cell, named or say("validate.test")), **own)
        if error.check is not None and error.check["loop"][2]:
            turns = f"{error.check['loop'][2]:,}"
            return made("late", say("validate.no_end", place=named, turns=turns), **own)
        if found := self._other_name(made.graded.place, error):
            return made("failed", found[0], **(own or found[1]))
        if base := self._no_base(error):
            return made("failed", f"{named}: {base}", **own)
        hint = self._hint(task, made, error)
        if error.check is not None:
            said = _joined(self._said(error), hint)
            return made("failed", said, told=self._told(error.check, cell), **own)
        is_said = error.text and (error.is_claim or error.name == ThreadlabError.__name__)
        message = error.text if is_said else f"{error.name}: {error.text}"
        if error.is_claim and not error.text:
            message = say("validate.claim", claim=self._claim(error))
        message = _joined(message, hint)
        lines = () if error.name == ThreadlabError.__name__ else error.lines[-_LAST:]
        detail = "\n".join(line[:_MOST] for line in lines)
        return made("failed", message.removesuffix(": "), detail=detail, **own)

    def _said(self, error: _Error) -> str:
        """What a check says, with the function that the line belongs to which it names."""
        place, line = error.raised_at
        named = self._named(place, line)
        if not named or named in error.text:
            return error.text
        function = re.escape(named.partition(",")[0].rpartition(".")[2])
        where = re.compile(rf"(?:\b{function}, )?\b[Ll]ine {line}\b")
        if where.search(error.text):
            return where.sub(lambda _: named, error.text, count=1)
        return error.text if place not in self.task_of else f"{named}: {error.text}"

    def _other_name(self, test: int, error: _Error) -> tuple[str, dict[str, int]] | None:
        """Where the name is, or one like it, that a test has not found, and its place."""
        missing = _NAME.search(error.text)
        if missing is None or error.name != "NameError":
            return None
        name = missing[1]
        if home := self.names.home(name):
            return say("validate.gone_name", name=name, cell=home), {}
        if error.raised_at[0] != test:  # a name in the answer itself
            return None
        said, where = self.slips.instead(name)
        if where:
            return said, {"where": where[0], "line": where[1]}
        for key, named in (
            ("below", self.names.below(name, test)), ("not_reached", self.names.above(name, test)),
            ("near", self.names.near(name)),
            ("near", self.names.renamed(name, self.names.home_place(name))),
        ):  # fmt: skip
            if named is not None:
                place, line = self.names.place_of(named)
                said = say(f"validate.{key}", name=name, near=named.name,
                           place=self._named(place, line))  # fmt: skip
                return said, {"where": place, "line": line}
        said, where = self.slips.undefined(name)
        return (said, {"where": where[0], "line": where[1]}) if where else None

    def _hint(self, task: Task, made: _Maker, error: _Error) -> str:
        """What may be behind an error, where that can be known; "" where not."""
        wanted = [named.name for place in task.answers for named in self.names.defined_in(place)]
        if other := self.names.no_class(wanted):
            place = self._named(*self.names.place_of(other))
            return say("validate.is_function", name=other.name, place=place)
        if missing := _NAME.search(error.text):
            if error.place is not None and self.slips.of_self(missing[1], error.place, error.line):
                return say("validate.meant", name=f"self.{missing[1]}")
            return (
                self.names.meant(missing[1], error.raised_at[0])
                or self.slips.import_of(missing[1])
                or self.names.spelt(missing[1], *error.raised_at)
            )
        if near := self.names.near_method(error.text):
            return say("validate.meant", name=near)
        if slip := self.slips.behind(error.text, task.answers, error.raised_at):
            return slip
        if error.name not in _OF_NONE or not _NONE.search(error.text):
            return ""
        silent = self.names.without_return(made.graded.place)
        return say("validate.no_return", name=silent) if silent else ""

    def _stood(self, cell: Any) -> tuple[int | None, int]:
        """Where a cell stood when it was asked: the innermost line of a student's, or of any."""
        stack = [(int(place), int(line)) for place, line in cell.metadata.get("stack", ())]
        own = [(place, line) for place, line in stack if not is_locked(self.cells[place])]
        return next(iter(own or stack), (None, 0))

    def _ended(self, cell: Any, name: str, *, after: bool = False) -> str:
        """That Python has ended while a cell ran, and where that was."""
        named = self._named(*self._stood(cell))
        if "late" in cell.metadata:
            said = say("validate.deaf", place=named or name, seconds=cell.metadata["late"])
        else:
            said = say("validate.ended", place=named or name)
        return _joined(said, say("validate.none_below")) if after else said

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
            if check["place"][1] or check["loop"][1]:
                file, line = check["place"] if check["place"][1] else check["loop"][:2]
                places.append((self._cell(file), int(line)))
        if "stack" in cell.metadata:
            places = [(place, line) for place, line in reversed(cell.metadata["stack"])]
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


def _joined(*sentences: str) -> str:
    """Sentences, one after the other, each with an end."""
    said = [one.removesuffix(": ") for one in sentences if one]
    return " ".join(one if one.endswith((".", "!", "?", "…")) or one is said[-1] else f"{one}."
                    for one in said)  # fmt: skip


def _lack(cells: Sequence[Any], task: Task) -> str:
    """That a task has fewer points than its heading says, as where one of its tests is gone."""
    first = min((*task.answers, *(graded.place for graded in task.graded)))
    for place in range(first, -1, -1):
        if heading_of(cells[place]) == task.title:
            said = points_said(cells[place])
            if said is not None and said > task.points:
                return say("validate.lack", task=task.title, said=f"{said:g}",
                           points=f"{task.points:g}")  # fmt: skip
            break
    return ""


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
