"""What a reader who plays scheduler is asked to reach, and whether a state of the program is it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from threadlab.errors import ThreadlabError
from threadlab.explorer.bindings import Bindings
from threadlab.explorer.source.text import Text
from threadlab.explorer.telling.stepping import Standing
from threadlab.explorer.telling.ways import Point
from threadlab.words import say

_FAILURES = ("failure", "deadlock", "assertion", "exception")


@dataclass(frozen=True)
class Goal:
    """A state to be reached: a kind of failure, or a condition on the variables and the output.

    `wanted` is "failure", "deadlock", "assertion", "exception", or a Python expression over the
    program's plain global variables, `output` (what was printed so far), `done` (whether the
    program has ended or failed) and `failed` (the kind of its failure, or ""), such as
    "done and balance != 120". `words` ask for it.
    """

    wanted: str
    words: str

    @property
    def is_failure(self) -> bool:
        """Whether what is wanted is that something goes wrong."""
        return self.wanted in _FAILURES

    def met(self, standing: Standing | Point) -> bool:
        """Whether the program stands where the goal wants it."""
        if self.wanted == "failure":
            return standing.kind is not None and standing.kind != "unsupported"
        if self.is_failure:
            return standing.kind == self.wanted
        names = {name: _value(text) for name, text in standing.variables.items()}
        failed = standing.kind or ""
        names |= {"output": standing.output, "done": standing.done or failed, "failed": failed}
        try:
            return bool(eval(self.wanted, {"__builtins__": _BUILTINS}, names))
        except NameError:
            return False  # a variable that is not there yet
        except Exception as error:
            raise ThreadlabError(say("play.goal", goal=self.wanted, error=error)) from None

    def check(self, text: Text) -> None:
        """Raise `ThreadlabError` if the goal asks for a variable that `text` never has."""
        if self.is_failure:
            return
        known = {"output", "done", "failed", *_BUILTINS}
        for part in text.parts:
            bindings = Bindings(ast.parse(part.source))
            if bindings.stars or bindings.reaches_namespace:  # then any name may be a variable
                return
            known |= bindings.of_module.keys() | bindings.used
        for name in sorted(Bindings(ast.parse(self.wanted, mode="eval")).used - known):
            raise ThreadlabError(say("play.unknown", name=name, goal=self.wanted))


_BUILTINS = {"len": len, "sum": sum, "min": min, "max": max, "set": set, "sorted": sorted}


def goal_of(wanted: str | None, words: str | None) -> Goal | None:
    """Return the goal, with words of its own where none are given; None if nothing is wanted.

    Raises `ThreadlabError` if `wanted` is neither a kind of failure nor an expression.
    """
    if wanted is None:
        return None
    if wanted not in _FAILURES:
        try:
            ast.parse(wanted, mode="eval")
        except SyntaxError as error:
            raise ThreadlabError(say("play.goal", goal=wanted, error=error.msg)) from None
        return Goal(wanted, words or say("play.goal_condition", goal=wanted))
    return Goal(wanted, words or say(f"play.goal_{wanted}"))


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
