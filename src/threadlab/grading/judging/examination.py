"""One test cell, statement by statement: what the room says, and what the arbiter makes of it."""

from __future__ import annotations

import ast
import builtins
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from threadlab.grading.intake.plan import PlannedCell
from threadlab.grading.judging.claims import Claim, Statement, TestCell
from threadlab.grading.judging.operators import guarded
from threadlab.grading.judging.told import filled
from threadlab.grading.wire.channel import Babble, Channel
from threadlab.grading.wire.names import ASK, HOLDS
from threadlab.grading.wire.values import MOST_ITEMS, decode
from threadlab.words import say

if TYPE_CHECKING:
    from threadlab.grading.judging.arbiters import Arbiters
    from threadlab.grading.judging.told import Lines

_BUILTINS = frozenset(dir(builtins))
_NUMBERS = ("int", "float", "Fraction", "Decimal")
_MOST_NUMBER_CHARACTERS = 100
# Of plain data these tell the classes and nothing else, unless names of arguments are data too.
_OF_KINDS = ("TypeError", "ZeroDivisionError", "IndexError")


class Failed(Exception):  # noqa: N818
    """The cell has failed; the text is for the student."""


class Lies(Exception):  # noqa: N818
    """A room says what can't be: nothing that it says counts."""


class Doubtful(Exception):  # noqa: N818
    """A machine can't give a mark, and a person looks; the text is for that person.

    `told` is what the student may know of it, where the text has something that a room has said.
    """

    def __init__(self, text: str, told: str = ""):
        super().__init__(text)
        self.told = told or text


class Examination:
    """A conversation with a fork of the notebook, in which the test cell `planned` runs.

    `doubts(source)` raises `Doubtful` if what `source`, a part of the test, gives can't be believed
    on the room's word; `known` are the lines of the student's own cells, and `public` the words
    that everybody can read. Where the room has `seen_hidden` lines, now or in an earlier cell, what
    it says of itself may be what it has seen: the student, who has `words`, is told of it in these.
    """

    def __init__(
        self,
        channel: Channel,
        arbiters: Arbiters,
        test: TestCell,
        planned: PlannedCell,
        deadline: float,
        doubts: Any = lambda source: None,
        known: Lines | None = None,
        public: frozenset[str] = frozenset(),
        words: frozenset[str] = frozenset(),
        seen_hidden: bool = False,
    ):
        self.channel = channel
        self.arbiters = arbiters
        self.test = test
        self.planned = planned
        self.deadline = deadline
        self.doubts = doubts
        self.known = known
        self.public = public
        self.words = words
        self.seen_hidden = seen_hidden or planned.hidden
        self._seen_before = seen_hidden
        self.begun = False
        self._doubt: Doubtful | None = None
        self._refused: list[Any] = []  # what the room has refused to look for
        self.random = random.SystemRandom()
        self._judged: set[int] = set()
        self._token = ""
        self._first: list[Statement] = []  # that run before those of the cell
        self._canary: int | None = None  # the product that the room has to tell
        self._running: list[Statement] = []
        self._concluded = 0  # how many of these have ended well
        self._values: list[dict[str, Any]] = []  # of those that give one

    def prepare(self, helpers: Iterable[str]) -> None:
        """Have it seen first that the room tells the truth, and each of the `helpers` run."""
        one, two = (self.random.randrange(1000, 9999) for _ in range(2))
        self._canary = one * two
        self._first = [Statement(f"{one} * {two}", 0, value=True)]
        self._first += [Statement(guarded(text), 0, helper=True) for text in helpers if text]

    def go(self) -> float | None:
        """Run the cell; return its last expression's value if that is a number."""
        value: float | None = None
        try:
            for statements in self._turns():
                self._run(statements)
                if self.test.statements and statements[-1].value:
                    value = self._points(statements[-1], self._values[-1])
        except Failed:
            self._see_refused()  # for it may be why
            raise
        if self._doubt is not None:  # all has held, as far as the room can be believed
            raise self._doubt
        return value

    def _turns(self) -> Iterator[list[Statement]]:
        """What goes to the room at a time: where hidden lines run, and where none do.

        So they are nowhere in the room as long as something can be told of what it does.
        """
        turn, before = [*self._first], False
        for place, statement in enumerate(self.test.statements):
            lines = range(statement.line, statement.last_line + 1)
            hidden = any(map(self.planned.hidden_line, lines))
            if hidden != before and place:
                yield turn
                turn = []
            turn.append(statement)
            before = hidden
        if turn:
            yield turn

    def _run(self, statements: list[Statement]) -> None:
        """Have statements run one after another; raises `Failed` if one of them fails the cell."""
        self._running, self._concluded, self._values = statements, 0, []
        self._token = f"{self.random.getrandbits(64):x}"
        self._send({"do": "statements", "owned": self.test.owned, "statements": [
            {"source": each.source, "value": each.value, "helper": each.helper}
            for each in statements
        ]})  # fmt: skip
        reply = self._answer()
        place = reply.get("at")
        if type(place) is not int or not 0 <= place < len(statements):
            raise Babble("No verdict.")
        self._conclude(place)
        if reply.get("done") == "stopped":
            raise Failed(say("grading.stopped"))
        if reply.get("done") == "error":
            raise Failed(self._told(reply.get("error")))
        if reply.get("done") != "well" or place != len(statements) - 1:
            raise Babble("No verdict.")
        self._conclude(len(statements))
        if len(self._values) != sum(each.value for each in statements):
            raise Babble("The room sends what is no value.")

    def _conclude(self, count: int) -> None:
        """Take it that the first `count` statements have ended well, and see whether they can."""
        for statement in self._running[self._concluded : count]:
            for number in statement.claims:
                if self.test.claims[number].must and number not in self._judged:
                    raise Failed(say("grading.no_verdict"))
            if statement.decides or HOLDS in statement.source:
                self._rests_on(statement.source)
        self._concluded = max(self._concluded, count)

    def _rests_on(self, source: str) -> None:
        """Note what speaks against a part of the test that rests on the room's word."""
        if self._doubt is None:
            try:
                self._see_refused()
                self.doubts(source)
            except Doubtful as doubt:
                self._doubt = doubt

    def _see_refused(self) -> None:
        """See that the room had to refuse nothing for which an answer looked by a variable."""
        if self._refused:
            what = ", ".join(str(name)[:50] for name in self._refused[:5])
            raise Doubtful(say("grading.machinery", what=what), say("grading.looked_told"))

    def _points(self, statement: Statement, reply: dict[str, Any]) -> float | None:
        """The points that the last expression gives; None if it is there to show something."""
        number = _number(reply)
        if number is not None:
            self._rests_on(statement.source)
        elif (statement.points and self.planned.points and self._doubt is None
              and not _is_nothing(reply)):  # fmt: skip
            # The answer may be wrong, or the test: a machine can't tell.
            self._doubt = Doubtful(say("grading.no_number"))
        return number

    # The conversation with the room

    def _send(self, order: dict[str, Any]) -> None:
        self.channel.send({**order, "token": self._token})

    def _receive(self) -> dict[str, Any]:
        reply = self.channel.receive(self.deadline)
        if not isinstance(reply, dict) or reply.get("token") != self._token:
            raise Babble("The room sends what is no answer.")
        refused = reply.get("refused")
        if not isinstance(refused, list):  # who can't say that there was nothing has not said it
            raise Babble("The room sends what is no answer.")
        self._refused = self._refused or refused
        if isinstance(values := reply.get("values"), list):
            self._values += [value if isinstance(value, dict) else {} for value in values]
        if self._canary is not None and _number(self._values[0] if self._values else {}) != (
            self._canary
        ):
            raise Lies(say("grading.canary"))
        self._canary, self.begun = None, True
        if self._doubt is None and isinstance(strangers := reply.get("strangers"), list):
            for kind in strangers[:1]:
                self._doubt = Doubtful(
                    say("grading.operator", kind=str(kind)[:100]), say("grading.operator_told")
                )
        return reply

    def _answer(self) -> dict[str, Any]:
        """The room's answer; claims that come first are judged."""
        while "claim" in (reply := self._receive()):
            self._claim(reply["claim"], reply.get("given"))
        return reply

    # Claims

    def _claim(self, number: Any, given: Any) -> None:
        if type(number) is not int or not 0 <= number < len(self.test.claims):
            raise Babble("A claim that is none.")
        claim = self.test.claims[number]
        for place, statement in enumerate(self._running):
            if number in statement.claims:  # those before it have ended
                self._conclude(place)
        known = self._given(claim, given)
        verdict = {"truth": True} if _is_equal(claim, known) else (
            self._arbitrate(claim.judged, given=known)
        )  # fmt: skip
        self._judged.add(number)
        if verdict.get("raised"):
            self._send({"do": "raise"})
            return
        if verdict.get("truth") is True:
            if claim.guessable or claim.inside or verdict.get("looked"):
                self._rests_on(claim.source)
            self._send({"do": "go"})
            return
        message = self._message(claim, verdict)
        if claim.final:
            raise Failed(message)
        self._send({"do": "stop", "message": message})

    def _given(self, claim: Claim, given: Any) -> list[tuple[int, dict[str, Any]]]:
        """What the arbiter may learn of the holes that come along with a claim."""
        if not isinstance(given, list) or len(given) > len(claim.first):
            raise Babble("The room sends what is no answer.")
        found = []
        for hole, reply in zip(claim.first, given, strict=False):
            if type(reply) is not list or len(reply) != 2 or type(reply[1]) is not dict or (
                reply[0] != hole
            ):  # fmt: skip
                raise Babble("The room sends what is no answer.")
            found.append((hole, self._plain(reply[1])))
        return found

    def _arbitrate(
        self, text: str, *, message: bool = False, given: Sequence[tuple[int, Any]] = ()
    ) -> dict[str, Any]:
        """Have the arbiter evaluate `text`, and pass on what it asks for."""
        arbiter = self.arbiters.channel()
        try:
            arbiter.send({"judged": text, "message": message, "imports": self.test.imports,
                          "given": given})  # fmt: skip
            while True:
                order = dict(arbiter.receive(self.deadline))
                if "ask" in order:
                    self._send({"do": "ask", "hole": order["ask"], "bound": order["bound"]})
                elif "look" in order:
                    self._send({"do": "look", "expression": order["look"]})
                else:
                    return order
                arbiter.send(self._plain(self._answer()))
        except BaseException:  # it was in the midst of something
            self.arbiters.give_up()
            raise

    @staticmethod
    def _plain(reply: dict[str, Any]) -> dict[str, Any]:
        """What the arbiter may learn of an answer."""
        if "error" in reply:
            return {"error": True}
        if "opaque" in reply:
            if type(reply.get("handle")) is not int:
                raise Babble("The room sends what is no object.")
            return {"opaque": str(reply["opaque"])[:100], "handle": reply["handle"],
                    "large": reply.get("large") is True}  # fmt: skip
        if "value" not in reply:
            raise Babble("The room sends what is no value.")
        return {"value": reply["value"]}

    # What a student is told

    def _message(self, claim: Claim, verdict: dict[str, Any]) -> str:
        if claim.message:
            text = str(self._arbitrate(claim.message, message=True).get("text") or "")
            if text and ASK in claim.message and self._has_run_hidden(claim.line):
                text = filled(text, claim.message, self.words)
            if text:
                return text
        if self.planned.hidden_line(claim.line):
            return say("grading.hidden_failed")
        if "large" in verdict:
            kind = self._known(verdict["large"], say("grading.collection"))
            return say("grading.large", kind=kind, most=f"{MOST_ITEMS:,}", claim=claim.source)
        if "object" in verdict:
            kind = self._known(verdict["object"], "")
            name = "grading.object" if kind else "grading.some_object"
            return say(name, kind=kind, claim=claim.source)
        of_kinds = verdict.get("fault") in _OF_KINDS and "**" not in claim.source
        if "fault" in verdict and self.seen_hidden and not of_kinds:
            return say("grading.fault_later", kind=verdict["fault"], claim=claim.source)
        if "fault" in verdict:
            return say("grading.fault", kind=verdict["fault"], text=verdict["text"],
                       claim=claim.source)  # fmt: skip
        return say("grading.claim_failed", claim=claim.source)

    def _has_run_hidden(self, line: int) -> bool:
        """Whether hidden lines have run beside the answers when a claim in `line` is judged."""
        return self._seen_before or any(map(self.planned.hidden_line, range(1, line + 1)))

    def _known(self, name: Any, other: str) -> str:
        """The name of a class, if it can be no message; else `other`."""
        known = not self.seen_hidden or name in self.words or name in _BUILTINS
        return str(name) if known else other

    def _told(self, error: Any) -> str:
        """What the student learns of an exception; of a hidden test nothing but where it was."""
        error = error if isinstance(error, dict) else {}
        kind, text = str(error.get("type", ""))[:100], str(error.get("text", ""))[:4000]
        line, code = error.get("line"), str(error.get("code", "")).strip()
        where = ""
        if self.known is not None and self.known.has(line, code):  # the student has written it
            where = say("grading.place", line=line, code=code)
        if kind == "AssertionError" and text in _messages(self.planned.source):
            return text
        missing = re.match(r"name '(\w+)' is not defined", text)
        if kind == "NameError" and missing and missing[1] in self.public and not where:
            return say("grading.unanswered", name=missing[1])
        if self.planned.hidden:
            kind = kind if kind in _BUILTINS else say("grading.exception")
            return say("grading.hidden_raised", kind=kind, where=where)
        if self.seen_hidden:
            kind = kind if kind in _BUILTINS else say("grading.exception")
            return say("grading.raised_later", kind=kind, where=where)
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


def _is_equal(claim: Claim, given: Sequence[tuple[int, dict[str, Any]]]) -> bool:
    """Whether a claim holds at sight: what has come is, letter by letter, what it is compared with.

    What is equal in another way, or is not, an arbiter has to say.
    """
    return claim.literal is not None and [*given] == [(0, {"value": claim.literal})]


def _is_nothing(reply: dict[str, Any]) -> bool:
    """Whether a room has sent None, True or False, by which a test says nothing of points."""
    return "value" in reply and (type(reply["value"]) in (bool, type(None)))


def _number(reply: dict[str, Any]) -> float | None:
    """The number that a room has sent as a value; None if it is something else."""
    data = reply.get("value")
    if type(data) is list and len(data) == 3 and data[0] == "number":  # of NumPy
        data = data[2]
    if type(data) is not list or not data or data[0] not in _NUMBERS:
        return None
    if any(len(str(part)) > _MOST_NUMBER_CHARACTERS for part in data):
        return None
    try:
        return float(decode(data))
    except (ValueError, OverflowError, ArithmeticError):
        raise Babble("The room sends what is no value.") from None
