"""The judge: sends a prepared notebook through a room, cell by cell, and decides on every mark.

It stays outside. What comes out of a room is plain data, and no answer at all is no mark.
"""

from __future__ import annotations

import ast
import builtins
import random
import re
import textwrap
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from threadlab.explorer.slices import bound, loaded
from threadlab.grading.checking import SECONDS
from threadlab.grading.claims import Claim, Statement, TestCell
from threadlab.grading.plan import Plan, PlannedCell
from threadlab.grading.prepare import Prepared
from threadlab.grading.room import Room, Zygote
from threadlab.grading.suspicion import rebound, suspicions
from threadlab.grading.values import NeedsSandbox, Opaque, decode
from threadlab.grading.wire import Babble, Channel, Gone, Late
from threadlab.words import say

_BUILTINS = frozenset(dir(builtins))
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_PATIENCE = 10  # times the seconds of one cell, for all cells that are not graded
_GRACE = 1.0  # seconds after an interrupt


@dataclass
class Mark:
    """What a graded cell is worth: None waits for a person. `message` is for the student."""

    score: float | None
    most: float
    message: str = ""
    flag: str = ""
    verdict: dict[str, Any] | None = None

    def data(self) -> dict[str, Any]:
        """The mark as JSON."""
        return {
            "score": self.score, "most": self.most, "message": self.message, "flag": self.flag,
            "verdict": self.verdict,
        }  # fmt: skip


@dataclass
class Outcome:
    """A graded notebook: marks by grade id, outputs by the number of the cell, flags."""

    marks: dict[str, Mark] = field(default_factory=dict)
    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)


class _Failed(Exception):  # noqa: N818
    """The cell has failed; the text is for the student."""

    def __init__(self, message: str, score: float = 0.0):
        super().__init__(message)
        self.score = score


class _Raised(Exception):  # noqa: N818
    """Code in the room has raised something."""


class _Threads(Exception):  # noqa: N818
    """The notebook runs threads, so that it can't be forked."""


class _Lies(Exception):  # noqa: N818
    """A room says what can't be."""


class Judge:
    """Grades one prepared notebook."""

    def __init__(self, zygote: Zygote, plan: Plan, prepared: Prepared, files: dict[str, bytes]):
        self.zygote = zygote
        self.plan = plan
        self.prepared = prepared
        self.files = {name: data.hex() for name, data in files.items()}
        self.outcome = Outcome()
        self.cells = prepared.cells
        self._transform = TransformerManager().transform_cell
        self._rooms: dict[str, Room] = {}
        self._notebook: Channel | None = None
        self._process = 0
        self._run: dict[int, bool] = {}  # cells that were run; True if only their definitions
        self._spent = 0.0  # seconds in the notebook's own cells
        self.random = random.SystemRandom()
        self._own = [cell["source"] for cell in self.cells
                     if cell["cell_type"] == "code" and not self._planned_lock(cell)]  # fmt: skip
        modules = [data.decode("utf-8", "replace") for name, data in files.items()
                   if name.endswith(".py")]  # fmt: skip
        self.suspicions = sorted(
            {reason for source in (*self._own, *modules)
             for reason in suspicions(source, self._plain)}
        )  # fmt: skip
        self._bound = {name for cell in self.cells if cell["cell_type"] == "code"
                       for name in bound(self._plain(cell["source"]))}  # fmt: skip
        self._passes_checked = False

    # The way through the notebook

    def grade(self) -> Outcome:
        """Run and judge every cell."""
        try:
            for number, cell in enumerate(self.cells):
                if cell["cell_type"] != "code":
                    continue
                planned = self._planned(cell)
                if planned is not None and planned.test:
                    self.outcome.marks[planned.id] = self._test(number, planned)
                else:
                    self._student(number)
        finally:
            for room in self._rooms.values():
                room.close()
        if self.outcome.flags:
            for mark in self.outcome.marks.values():
                mark.score = 0.0
        return self.outcome

    def _planned(self, cell: dict[str, Any]) -> PlannedCell | None:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        return self.plan[name] if name else None

    def _planned_lock(self, cell: dict[str, Any]) -> bool:
        planned = self._planned(cell)
        return planned is not None and planned.locked

    def _plain(self, source: str) -> str:
        try:
            return str(self._transform(source))
        except SyntaxError:
            return ""

    def _flag(self, reason: str) -> None:
        if reason not in self.outcome.flags:
            self.outcome.flags.append(reason)

    # Rooms

    def _room(self, name: str) -> Room:
        if name not in self._rooms:
            self._rooms[name] = self.zygote.open(self.plan.limits)
        return self._rooms[name]

    def _leave(self, name: str) -> None:
        room = self._rooms.pop(name, None)
        if room is not None:
            room.close()
        if name == "notebook":
            self._notebook = None

    def _here(self) -> Channel:
        """The notebook's process, with everything run that was run before."""
        for _ in range(20):
            if self._notebook is not None:
                return self._notebook
            room = self._room("notebook")
            self._notebook, self._process = room.start({"do": "notebook", "files": self.files})
            for number, definitions in sorted(self._run.items()):
                try:
                    self._send_run(self._notebook, number, definitions)
                except (Gone, Late, Babble):
                    self._run[number] = True
                    if definitions:
                        del self._run[number]
                    self._leave("notebook")
                    break
            room.printed()
        if self._notebook is None:
            raise Gone("The notebook's process ends again and again.")
        return self._notebook

    def _send_run(self, channel: Channel, number: int, definitions: bool) -> dict[str, Any]:
        source = self.cells[number]["source"]
        if source.lstrip().startswith(("%%explore", "%%simulate", "%%play", "%%check")):
            definitions = True
            source = source.lstrip().partition("\n")[2]
        begin = monotonic()
        try:
            return self._send_source(channel, source, definitions)
        finally:
            self._spent += monotonic() - begin

    def _send_source(self, channel: Channel, source: str, definitions: bool) -> dict[str, Any]:
        channel.send({"do": "run", "source": source, "definitions": definitions})
        try:
            return _dict(channel.receive(monotonic() + self.plan.limits.seconds))
        except Late:
            self._rooms["notebook"].interrupt(self._process)
            reply = _dict(channel.receive(monotonic() + _GRACE))
            reply["late"] = True
            return reply

    # Cells that are not graded

    def _student(self, number: int) -> None:
        """Run a cell of the student's, or a locked one without marks."""
        outputs: list[dict[str, Any]] = []
        spent = self._spent > _PATIENCE * self.plan.limits.seconds
        try:
            channel = self._here()
            reply = self._send_run(channel, number, spent)
            self._run[number] = spent
            outputs = self._rooms["notebook"].printed()
            outputs += _shown(reply)
            if spent:
                outputs.append(_error(say("grading.spent")))
            if reply.get("late"):
                self._run[number] = True
                outputs.append(_error(say("grading.late", seconds=f"{self.plan.limits.seconds:g}")))
        except Late:
            outputs = self._lost(
                number, say("grading.hung", seconds=f"{self.plan.limits.seconds:g}")
            )
        except Gone:
            outputs = self._lost(number, say("grading.ended"))
        except Babble:
            outputs = self._lost(number, say("grading.babble"))
        self.outcome.outputs[number] = outputs

    def _lost(self, number: int, message: str) -> list[dict[str, Any]]:
        room = self._rooms.get("notebook")
        printed = room.printed() if room is not None else []
        self._leave("notebook")
        self._run[number] = True
        return [*printed, _error(message)]

    # Test cells

    def _test(self, number: int, planned: PlannedCell) -> Mark:
        mark = Mark(0.0, planned.points)
        try:
            if planned.source.lstrip().startswith("%%check"):
                self._check(number, planned, mark)
            else:
                self._ordinary(planned, mark)
        except _Failed as failure:
            mark.score, mark.message = failure.score, str(failure)
        except _Lies as lie:
            mark.flag = str(lie)
            mark.message = say("grading.flagged")
            self._flag(f"{planned.id}: {lie}")
        room = self._rooms.get("notebook")
        printed = room.printed() if room is not None else []
        outputs = [] if planned.hidden else printed
        if mark.score is not None and mark.score < mark.most and mark.message:
            outputs.append(_error(mark.message))
        self.outcome.outputs[number] = outputs
        return mark

    def _ordinary(self, planned: PlannedCell, mark: Mark) -> None:
        """Run a cell of plain assertions, in a fork of the notebook or in a clean room."""
        source = self._plain(planned.source)
        try:
            test = TestCell.of(source, self._bound)
        except SyntaxError as error:
            raise _Failed(say("grading.broken_test", error=error)) from None
        self.renamed(source, source)
        late = say("grading.test_late", seconds=f"{self.plan.limits.seconds:g}")
        try:
            data = self._data_only(source)
            if data is not None:
                value = self._clean(test, planned, data)
            else:
                try:
                    value = self._forked(test, planned, here=False)
                except _Threads:
                    value = self._forked(test, planned, here=True)
        except Late:
            self._leave("notebook")
            raise _Failed(late) from None
        except Babble:
            self._leave("notebook")
            raise _Failed(say("grading.babble")) from None
        except Gone:
            self._leave("notebook")
            raise _Failed(say("grading.ended")) from None
        mark.score = planned.points
        if value is not None:
            if not 0 <= value <= planned.points:
                raise _Failed(say("grading.too_much", value=value, most=planned.points))
            mark.score = value

    def _data_only(self, source: str) -> dict[str, Any] | None:
        """The student's values that a test takes, if it takes nothing else; None if it does.

        Such a test runs where no student's code has ever run.
        """
        locked = [self._plain(cell["source"]) for cell in self.cells if self._planned_lock(cell)
                  and cell["cell_type"] == "code" and not cell["source"].lstrip().startswith("%%")
                  and not self._planned(cell).grade]  # type: ignore[union-attr]  # fmt: skip
        given = {name for text in locked for name in bound(text)}
        used = loaded(source) | {name for text in locked for name in loaded(text)}
        answers = {name for text in self._own for name in bound(self._plain(text))}
        wanted = (used & answers) - given - _BUILTINS
        if not given or not wanted or not loaded(source) & given:
            return None
        channel = self._here()
        channel.send({"do": "values", "names": sorted(wanted)})
        reply = _dict(channel.receive(monotonic() + self.plan.limits.seconds))
        values = reply.get("values")
        return values if isinstance(values, dict) and values.keys() == wanted else None

    def _clean(self, test: TestCell, planned: PlannedCell, data: dict[str, Any]) -> float | None:
        room = self._room("clean")
        channel, _ = room.start({"do": "clean", "files": self.files})
        deadline = monotonic() + self.plan.limits.seconds
        try:
            for cell in self.cells:
                known = self._planned(cell)
                if known is None or not known.locked or cell["cell_type"] != "code":
                    continue
                definitions = known.grade or cell["source"].lstrip().startswith("%%")
                channel.send({"do": "run", "source": cell["source"], "definitions": definitions})
                channel.receive(deadline)
                if known is planned:
                    break
            channel.send({"do": "set", "values": data})
            channel.receive(deadline)
            graded, other = room.conversation()
            channel.send({"do": "grade", "here": False}, (other.socket.fileno(),))
            other.close()
            return Examination(self, graded, test, planned, deadline, trusted=True).go()
        except (Gone, Late, Babble):
            self._leave("clean")
            raise

    def _forked(self, test: TestCell, planned: PlannedCell, *, here: bool) -> float | None:
        if here:
            self._leave("notebook")
        notebook = self._here()
        room = self._rooms["notebook"]
        graded, other = room.conversation()
        deadline = monotonic() + self.plan.limits.seconds
        notebook.send({"do": "grade", "here": here}, (other.socket.fileno(),))
        other.close()
        examination = Examination(self, graded, test, planned, deadline)
        try:
            examination.prepare(self._helpers(planned))
            return examination.go()
        except Gone:
            if not examination.begun and not here:
                graded.close()
                if "threads" in _dict(notebook.receive(deadline)):
                    here = True  # there is no fork to wait for
                    raise _Threads from None
            raise
        finally:
            graded.close()
            if here:
                self._leave("notebook")
            else:
                self._after(notebook)

    def _after(self, notebook: Channel) -> None:
        """Wait until the fork has ended; a notebook that does not say so is begun anew."""
        try:
            notebook.receive(monotonic() + 2 * _GRACE)
        except (Gone, Late, Babble):
            self._leave("notebook")

    def _helpers(self, planned: PlannedCell) -> str:
        """What earlier test cells define, as their forks have taken it along."""
        lines = []
        for cell in self.cells:
            known = self._planned(cell)
            if known is planned:
                break
            if known is None or not known.test or known.source.lstrip().startswith("%%"):
                continue
            try:
                tree = ast.parse(self._plain(known.source))
            except SyntaxError:
                continue
            kinds = (
                ast.FunctionDef,
                ast.AsyncFunctionDef,
                ast.ClassDef,
                ast.Import,
                ast.ImportFrom,
            )
            lines += [ast.unparse(node) for node in tree.body if isinstance(node, kinds)]
        return "\n".join(lines)

    def tampered(self, source: str, test: str) -> None:
        """Raise `_Lies` if a mark that rests on a room's word can't be given by a machine.

        `source` is the part of the test cell `test` on which the mark rests.
        """
        if self.suspicions:
            raise _Lies(say("grading.machinery", what=", ".join(self.suspicions[:5])))
        self.renamed(source, test)

    def renamed(self, source: str, test: str) -> None:
        """Raise `_Lies` if a name that `source`, of `test`, relies on means something else now.

        What the test binds itself (a loop's variable, `s = Stack()`) may stand for anything before.
        """
        used = loaded(source) - bound(test)
        locked = {name for cell in self.cells if self._planned_lock(cell)
                  for name in bound(self._plain(cell["source"]))}  # fmt: skip
        released = {name for cell in self.plan.cells if cell.solution
                    for name in bound(cell.source)}  # fmt: skip
        names = (used & (locked | _BUILTINS)) - released
        for text in self._own:
            if taken := rebound(self._plain(text), names):
                raise _Lies(say("grading.rebound", what=", ".join(taken)))

    # Checks

    def _check(self, number: int, planned: PlannedCell, mark: Mark) -> None:
        """Explore a check; if it holds, see that a false one does not."""
        first, _, body = planned.source.lstrip().partition("\n")
        line = first[len("%%check") :].strip()
        twin: dict[str, Any] | None = None
        if self.random.random() < 0.5:  # so that no program knows which of the two it is in
            twin = self._explore_twin(number, line, body)
        verdict = self._explore(number, line, body)
        status = verdict.get("status")
        if status == "failed":
            mark.verdict = verdict
            raise _Failed(str(verdict.get("message", ""))[:4000])
        if status not in ("proved", "survived"):
            raise _Failed(say("grading.babble"))
        plain = self._plain(body)
        self.tampered(plain, plain)
        if twin is None:
            twin = self._explore_twin(number, line, body)
        if twin.get("status") != "failed":
            raise _Lies(say("grading.canary"))
        mark.score = planned.points

    def _explore_twin(self, number: int, line: str, body: str) -> dict[str, Any]:
        """Explore a check that nobody passes; not to get an answer is not to pass."""
        try:
            return self._explore(number, line, false_twin(body, self.random))
        except _Failed:
            return {"status": "failed"}

    def _explore(self, number: int, line: str, body: str) -> dict[str, Any]:
        cells = [cell["source"] for cell in self.cells[:number] if cell["cell_type"] == "code"]
        room = self.zygote.open(self.plan.limits)  # one for each, so that nothing is passed on
        channel, _ = room.start({"do": "check", "line": line, "body": body, "cells": cells,
                                 "seconds": SECONDS})  # fmt: skip
        limit = max(self.plan.limits.seconds, 2 * SECONDS)
        try:
            return _dict(channel.receive(monotonic() + limit, 16 * 2**20))
        except Late:
            raise _Failed(say("grading.test_late", seconds=f"{limit:g}")) from None
        except (Gone, Babble):
            raise _Failed(say("grading.ended")) from None
        finally:
            room.close()


class Examination:
    """One test cell, statement by statement, with the claims judged here."""

    def __init__(self, judge: Judge, channel: Channel, test: TestCell, planned: PlannedCell,
                 deadline: float, *, trusted: bool = False):  # fmt: skip
        self.judge = judge
        self.channel = channel
        self.test = test
        self.planned = planned
        self.deadline = deadline
        self.trusted = trusted
        self.begun = False
        self._judged: set[int] = set()

    def prepare(self, helpers: str) -> None:
        """See that the room tells the truth, and run `helpers` there."""
        one, two = (self.judge.random.randrange(1000, 9999) for _ in range(2))
        asked = Statement(f"{one} * {two}", 0, value=True)
        reply = self._statement(asked)
        self.begun = True
        if _value(reply) != one * two:
            raise _Lies(say("grading.canary"))
        if helpers:
            self._statement(Statement(helpers, 0))

    def go(self) -> float | None:
        """Run the cell; return its last expression's value if that is a number."""
        self.begun = True
        for statement in self.test.statements:
            reply = self._statement(statement)
            if reply.get("done") == "stopped":
                raise _Failed(say("grading.stopped"))
            if reply.get("done") == "error":
                raise _Failed(self._told(reply.get("error"), statement))
            if reply.get("done") != "well":
                raise Babble("No verdict.")
            for number in statement.claims:
                if self.test.claims[number].must and number not in self._judged:
                    raise _Failed(say("grading.no_verdict"))
            if statement.value:
                value = _value(reply)
                if type(value) in (int, float):
                    if not self.trusted:
                        self.judge.tampered(statement.source, self.test.source)
                    return float(value)
        return None

    def _statement(self, statement: Statement) -> dict[str, Any]:
        self.channel.send({"do": "statement", "source": statement.source, "value": statement.value})
        while True:
            reply = _dict(self.channel.receive(self.deadline))
            if "claim" not in reply:
                return reply
            self._claim(reply["claim"])

    def _claim(self, number: Any) -> None:
        if type(number) is not int or not 0 <= number < len(self.test.claims):
            raise Babble("A claim that is none.")
        claim = self.test.claims[number]
        if not self.trusted and "__compare__" not in claim.judged:
            self.judge.tampered(claim.source, self.test.source)  # true or false is easily guessed
        try:
            holds = self._holds(claim)
        except _Raised:
            self._judged.add(number)
            self.channel.send({"do": "raise"})
            return
        self._judged.add(number)
        if holds:
            self.channel.send({"do": "go"})
            return
        message = self._message(claim)
        if claim.final:
            raise _Failed(message)
        self.channel.send({"do": "stop", "message": message})

    def _holds(self, claim: Claim) -> bool:
        try:
            return bool(claim.evaluate(self._ask))
        except (NeedsSandbox, TypeError, AttributeError):
            pass
        except (_Raised, Gone, Late, Babble, _Failed, _Lies):
            raise
        except Exception:
            return False
        if not self.trusted:
            self.judge.tampered(claim.source, self.test.source)
            self._see_through()
        reply = self._converse({"do": "here", "judged": claim.judged})
        if "error" in reply:
            raise _Raised
        return reply.get("truth") is True

    def _see_through(self) -> None:
        """See that the room calls something false that is false."""
        one, two = (self.judge.random.randrange(1000, 9999) for _ in range(2))
        for wrong in self.judge.random.sample((0, 1), 2):
            judged = f"__compare__({one} * {two}, 'Eq', lambda: {one * two + wrong})"
            if self._converse({"do": "here", "judged": judged}).get("truth") is not (not wrong):
                raise _Lies(say("grading.canary"))

    def _ask(self, hole: int, *bound: Any) -> Any:
        from threadlab.grading.values import NotPlain, encode

        try:
            given = [encode(value) for value in bound]
        except NotPlain:
            raise NeedsSandbox from None
        reply = self._converse({"do": "ask", "hole": hole, "bound": given})
        if "error" in reply:
            raise _Raised
        if "opaque" in reply:
            return Opaque(str(reply["opaque"]))
        return _value(reply)

    def _converse(self, order: dict[str, Any]) -> dict[str, Any]:
        self.channel.send(order)
        while True:
            reply = _dict(self.channel.receive(self.deadline))
            if "claim" not in reply:
                return reply
            self._claim(reply["claim"])

    def _message(self, claim: Claim) -> str:
        if claim.message:
            try:
                return str(claim.evaluate(self._ask, message=True))[:2000]
            except (Gone, Late, Babble, _Failed, _Lies):
                raise
            except (Exception, _Raised):
                reply = self._converse({"do": "here", "judged": claim.message})
                if reply.get("text"):
                    return str(reply["text"])
        if self.planned.hidden_line(claim.line):
            return say("grading.hidden_failed")
        return say("grading.claim_failed", claim=claim.source)

    def _told(self, error: Any, statement: Statement) -> str:
        """What the student learns of an exception; of a hidden test nothing but where it was."""
        error = error if isinstance(error, dict) else {}
        kind, text, place = (str(error.get(name, "")) for name in ("type", "text", "place"))
        where = say("grading.place", place=place) if place else ""
        known = text in _messages(self.planned.source)
        if kind == "AssertionError" and known:
            return text
        if self.planned.hidden_line(statement.line) or self.planned.hidden:
            kind = kind if error.get("builtin") and kind in _BUILTINS else say("grading.exception")
            return say("grading.hidden_raised", kind=kind, where=where)
        return say("grading.raised", kind=kind, text=text, where=where)


def _messages(source: str) -> set[str]:
    """The texts with which a test itself raises an AssertionError."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    return {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        for argument in node.exc.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def false_twin(body: str, dice: random.Random) -> str:
    """A check like `body` that no right answer passes: it expects something else at one place."""
    one, two = dice.randrange(1000, 9999), dice.randrange(1000, 9999)
    try:
        tree = ast.parse(body)
    except SyntaxError:
        return f"{body}\nassert {one} * {two} == {one * two + 1}"
    places = [
        node.test
        for node in tree.body
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare)
        and isinstance(node.test.ops[-1], (ast.Eq, ast.Is))
        and _other(node.test.comparators[-1]) is not None
    ]  # fmt: skip
    if not places:
        return f"{body}\nassert {one} * {two} == {one * two + 1}"
    chosen = dice.choice(places)
    other = _other(chosen.comparators[-1])
    assert other is not None
    chosen.comparators[-1] = other
    return ast.unparse(ast.fix_missing_locations(tree))


def _other(node: ast.expr) -> ast.expr | None:
    """A literal of the same kind and another value; None if `node` is no literal."""
    if isinstance(node, ast.Constant):
        value = node.value
        if value is None or isinstance(value, bool):
            return ast.Constant(value is None or not value)
        if isinstance(value, (int, float)):
            return ast.Constant(value + 1)
        if isinstance(value, str):
            return ast.Constant(value + "?")
        return None
    if isinstance(node, (ast.List, ast.Tuple)):
        for place, item in enumerate(node.elts):
            if (other := _other(item)) is not None:
                items = [*node.elts]
                items[place] = other
                return type(node)(items, ast.Load())
        if not node.elts:
            return type(node)([ast.Constant(None)], ast.Load())
    return None


def _dict(reply: Any) -> dict[str, Any]:
    if not isinstance(reply, dict):
        raise Babble("The room sends what is no answer.")
    return reply


def _value(reply: dict[str, Any]) -> Any:
    if "value" not in reply:
        return None
    try:
        return decode(reply["value"])
    except ValueError:
        raise Babble("The room sends what is no value.") from None


def _error(message: str) -> dict[str, Any]:
    name = message.partition("\n")[0]
    return {"output_type": "error", "ename": "Threadlab", "evalue": name,
            "traceback": [line for part in message.splitlines()
                          for line in textwrap.wrap(part, 100) or [""]]}  # fmt: skip


def _is_picture(name: str, text: str) -> bool:
    """Whether `text` is the base 64 that a page may show as a picture, and nothing else."""
    return name in ("image/png", "image/jpeg") and _BASE64.fullmatch(text) is not None


def _shown(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """A run's rich outputs and error as a notebook's outputs; nothing that a browser would run."""
    outputs: list[dict[str, Any]] = []
    displays = reply.get("displays")
    for bundle in displays if isinstance(displays, list) else []:
        if isinstance(bundle, dict):
            data = {name: text for name, text in bundle.items() if type(text) is str
                    and (name == "text/plain" or _is_picture(name, text))}  # fmt: skip
            outputs.append({"output_type": "display_data", "data": data, "metadata": {}})
    error = reply.get("error")
    if isinstance(error, dict):
        text = str(error.get("traceback") or error.get("text") or "")
        outputs.append(
            {
                "output_type": "error",
                "ename": str(error.get("type", "")),
                "evalue": str(error.get("text", ""))[:2000],
                "traceback": text.split("\n"),
            }
        )
    return outputs
