"""Vary a program: a slider for each constant, and the run that follows, in virtual time."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

from threadlab.errors import ThreadlabError
from threadlab.explorer.arguments import checked
from threadlab.explorer.engine.policies import Dice, InTurn
from threadlab.explorer.engine.world import Clock
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Part, Text
from threadlab.explorer.telling.run import told_run
from threadlab.lab.controls import Choice, Panel, Slider
from threadlab.lab.front import front
from threadlab.lab.runs import Run, explore, outcomes
from threadlab.words import say

RUNS = 2000  # for all schedules of one setting
Range = tuple[int, int] | Sequence[Any]


@checked
def vary(
    program: Callable[..., Any] | str | Text,
    *,
    entry: str | None = None,
    clock: Clock = "exact",
    seed: int = 0,
    show: Literal["run", "outcomes", "verdict"] = "run",
    draw: Callable[[Run], Any] = lambda run: run,
    **constants: Range,
) -> None:
    """Show a run of `program`, with a control for each of its `constants`.

    A constant is a global name that the program sets once, to a number or a text; it is varied
    over a pair (least, most) of whole numbers, or over a list of values. What is shown is one run,
    as `draw` makes it, or all "outcomes", or the "verdict" on all schedules. See `simulate` for the
    rest.

    Raises `ThreadlabError` if the program has no such constant, or can't be varied like that.
    """
    text = text_of(program, entry)
    if show not in ("run", "outcomes", "verdict"):
        raise ThreadlabError(say("vary.show", show=show))
    controls = {name: _control(name, text, values) for name, values in constants.items()}

    def run(**values: Any) -> Any:
        varied = with_constants(text, values)
        if show == "outcomes":
            return outcomes(varied, clock=clock, runs=RUNS)
        if show == "verdict":
            return explore(varied, clock=clock, runs=RUNS)
        policy = Dice(seed, daemons=False) if seed else InTurn()
        return draw(Run.of(told_run(varied, policy, clock=clock, seed=seed)[0]))

    front().panel(Panel(run, controls))


def _control(name: str, text: Text, values: Range) -> Slider | Choice:
    now = constant(text, name)
    if isinstance(values, tuple) and len(values) == 2 and all(type(v) is int for v in values):
        if values[0] < values[1] and type(now) is int:
            return Slider(name, now, *values)
    elif isinstance(values, (tuple, list, range)) and values:
        items = list(dict.fromkeys([*values] if now in values else [now, *values]))
        return Choice(name, [(str(value), value) for value in items], now)
    raise ThreadlabError(say("vary.range", name=name))


def constant(text: Text, name: str) -> Any:
    """The value of a constant in the program's text."""
    for part in text.parts:
        for node in _settings(part, name):
            return ast.literal_eval(node)
    raise ThreadlabError(say("vary.none", name=name))


def with_constants(text: Text, values: dict[str, Any]) -> Text:
    """Return the program with other values of its constants; its lines stay where they are."""
    parts = []
    for part in text.parts:
        source = part.source
        edits = [(node, repr(value)) for name, value in values.items()
                 for node in _settings(part, name)]  # fmt: skip
        lines = source.splitlines(keepends=True)
        for node, new in sorted(edits, key=lambda edit: -edit[0].col_offset):
            row = node.lineno - 1
            line = lines[row].encode()
            lines[row] = (
                line[: node.col_offset] + new.encode() + line[node.end_col_offset :]
            ).decode()
        parts.append(replace(part, source="".join(lines)))
    return replace(text, parts=tuple(parts))


def _settings(part: Part, name: str) -> list[ast.expr]:
    """The values that `name` is set to at the top of a part, as far as they are written out."""
    found: list[ast.expr] = []
    for node in ast.parse(part.source).body:
        if (
            isinstance(node, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
            and isinstance(node.value, ast.Constant)
        ):
            found.append(node.value)
    return found
