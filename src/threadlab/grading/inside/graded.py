"""A fork of the notebook in which one test cell runs; whether a claim holds says the judge."""

from __future__ import annotations

import ast
import builtins
import inspect
import threading
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

from threadlab.grading.inside import loops, streams
from threadlab.grading.inside.described import describe
from threadlab.grading.inside.looks import Looks
from threadlab.grading.inside.operators import Operators, parts, same
from threadlab.grading.inside.renewing import guard, renew
from threadlab.grading.wire.channel import Channel, Gone
from threadlab.grading.wire.names import (
    CALCULATE,
    CHECK,
    GUARD,
    HOLDS,
    LOOK,
    LOOK_INTO,
    OBJECTS,
    OPERAND,
    OPERATE,
    PARTS,
    PUT,
    REAL,
    RENEW,
    SAME,
)
from threadlab.grading.wire.values import NotPlain, TooMuch, decode, encode

_REAL_BUILTINS = SimpleNamespace(**vars(builtins))  # as they are before any work


class Graded:
    """A fork in which one test cell runs, some statements at a time, as the judge sends them.

    Each answer carries the `token` of these, and the values of those that give one. What is no
    plain data stays here, among `objects`, and is known to the judge by its number.
    """

    def __init__(self, judge: Channel, names: dict[str, Any], looks: Looks):
        self.judge = judge
        self.names = names
        self.looks = looks
        self.objects: list[Any] = []
        self._operators = Operators()
        self._to_guard: list[tuple[str, str, str]] = []  # modules that are not imported yet
        self._token: Any = None
        self._values: list[dict[str, Any]] = []  # that the judge has not heard of
        self._turn = threading.RLock()  # claims of several threads come one after another

    def serve(self) -> None:
        """Run statements until the judge ends the conversation."""
        while True:
            order = self._receive()
            if order["do"] == "statements":
                self._operators.owned = frozenset(order["owned"])
                self._send(self._run_all(order["statements"]))

    def _receive(self) -> dict[str, Any]:
        order, _ = self.judge.receive_with_files()
        self._token = order.get("token")
        return dict(order)

    def _send(self, reply: dict[str, Any]) -> None:
        strangers = self._operators.taken()
        values, self._values = self._values, []
        self.judge.send({**reply, "values": values, "strangers": strangers,
                         "refused": self.looks.refused[:5], "token": self._token})  # fmt: skip

    def _run_all(self, statements: list[dict[str, Any]]) -> dict[str, Any]:
        """Run statements up to the first that fails and is no helper; say which was the last."""
        reply: dict[str, Any] = {"done": "well"}
        for number, statement in enumerate(statements):
            reply = self._run(statement["source"], statement["value"]) | {"at": number}
            if reply["done"] != "well" and not statement["helper"]:
                return reply
        return {**reply, "done": "well"}

    def _run(self, source: str, value: bool) -> dict[str, Any]:
        self.names |= {LOOK: self.looks.look, PUT: self.looks.put, CHECK: self._check}
        self.names[REAL] = _REAL_BUILTINS
        self.names[HOLDS] = self._operators.holds
        self.names[OPERAND] = self._operators.operand
        self.names[OPERATE] = self._operators.operate
        self.names[RENEW] = partial(renew, self.names)
        self.names[GUARD] = self._to_guard.append
        tools = {HOLDS: self._operators.holds, OPERAND: self._operators.operand}
        self._to_guard[:] = [each for each in self._to_guard if not guard(*each, self.names, tools)]
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        mode = "eval" if value else "exec"
        try:
            code = compile(source, "<test>", mode, flags)
            with loops.open_to_tasks():
                result = eval(code, self.names)
                if inspect.CO_COROUTINE & code.co_flags:
                    result = loops.run(result)
        except Stop:
            return {"done": "stopped"}
        except BaseException as error:
            if isinstance(error, Gone):
                raise
            streams.flush()
            self.looks.note(error)
            return {"done": "error", "error": describe(error)}
        streams.flush()
        if value:
            self._values.append(self._data_of(result))
        return {"done": "well"}

    def _data_of(self, value: Any) -> dict[str, Any]:
        """A value as plain data, or as an object that stays here."""
        try:
            return {"value": encode(value)}
        except NotPlain as reason:
            self.objects.append(value)
            return {"opaque": str(type(value).__name__)[:100], "handle": len(self.objects) - 1,
                    "large": isinstance(reason, TooMuch)}  # fmt: skip

    def _check(self, number: int, holes: list[Any], first: list[int]) -> None:
        """Offer a claim to the judge; raise what an assertion raises if it does not hold.

        The `first` holes are asked for in any case, and go along with it.
        """
        with self._turn:
            self._converse(number, holes, first)

    def _converse(self, number: int, holes: list[Any], first: list[int]) -> None:
        raised: list[BaseException] = []
        given: list[tuple[int, dict[str, Any]]] = []
        for hole in first:
            given.append((hole, self._tried(holes[hole], raised)))
            if raised:
                break
        self._send({"claim": number, "given": given})
        while True:
            order = self._receive()
            if order["do"] == "ask":
                hole = holes[order["hole"]]
                bound = [self._bound(data) for data in order["bound"]]
                self._send(self._tried(partial(hole, *bound), raised))
            elif order["do"] == "look":
                names = {"__builtins__": vars(_REAL_BUILTINS), OBJECTS: self.objects,
                         LOOK_INTO: self._operators.look_into, PARTS: parts, SAME: same,
                         HOLDS: self._operators.holds,
                         CALCULATE: self._operators.calculate}  # fmt: skip
                self._send(self._tried(partial(eval, order["expression"], names), raised))
            elif order["do"] == "go":
                return
            elif order["do"] == "raise" and raised:
                raise raised[-1]
            else:
                raise Stop(order.get("message", ""))

    def _bound(self, data: Any) -> Any:
        return self.objects[data[1]] if data and data[0] == "object" else decode(data)

    def _tried(self, look: Callable[[], Any], raised: list[BaseException]) -> dict[str, Any]:
        try:
            value = look()
        except BaseException as error:
            if isinstance(error, (Gone, Stop)):
                raise
            raised.append(error)
            return {"error": describe(error)}
        return self._data_of(value)


class Stop(AssertionError):  # noqa: N818
    """The claim does not hold, says the judge."""
