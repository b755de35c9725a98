"""Everything that a program can do: what it prints in each of its schedules, and how it ends."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import Any

from threadlab.explorer.engine.schedule import to_text
from threadlab.explorer.engine.world import Clock
from threadlab.explorer.result import Outcome, Outcomes
from threadlab.explorer.search.budget import MOST_RUNS, MOST_SECONDS, Budget
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage, stage
from threadlab.explorer.telling.ending import kind_of, message_of, signature
from threadlab.explorer.telling.names import Names, short


def outcomes(
    program: Callable[..., Any] | str | Text,
    *of: str,
    entry: str | None = None,
    clock: Clock = "any",
    seconds: float = MOST_SECONDS,
    runs: int = MOST_RUNS,
) -> Outcomes:
    """Return everything that `program` can print, and the ways in which it can end.

    `of` are names of global variables: runs that leave other values in them count as different,
    too. See `explore` for the rest; where the budget ends first, the outcomes are not `complete`.

    Daemon threads that could go on are let finish before the program ends, as in `explore`, so that
    whatever they can do wrong is found: what is printed when they are cut off earlier is not among
    the outcomes. With the clock "exact", those that sleep at the end are cut off.
    """
    ready = stage(text_of(program, entry), clock=clock, ordered=True)
    collecting = gc.isenabled()
    gc.disable()
    try:
        found, complete, count = _all(ready, of, Budget(runs, seconds))
    finally:
        if collecting:
            gc.enable()
    ordered = sorted(found, key=lambda outcome: (outcome.kind is not None, outcome.output))
    return Outcomes(tuple(ordered), complete, count, of)


def _all(ready: Stage, of: Sequence[str], budget: Budget) -> tuple[list[Outcome], bool, int]:
    world = ready.world
    budget.bind(world)
    found: dict[object, Outcome] = {}
    bounded = False
    count = 0
    reduction = Reduction(len(ready.sites))
    for _ in reduced(ready, reduction, lambda: budget.is_over):
        ending = world.ending
        is_new = ending != "diverged" and (ending != "redundant" or kind_of(ready) is not None)
        budget.spend(world, is_new, read=True)
        if ending == "cut":
            return list(found.values()), False, count
        if is_new:
            count += 1
            bounded = bounded or world.bounded or ending == "long"
            if ending == "long":
                continue
            outcome = _outcome(ready, of)
            key = (outcome.output, outcome.values, signature(ready))
            known = found.get(key)
            if known is None or len(outcome.schedule) < len(known.schedule):
                found[key] = outcome
            if count % 100 == 0:
                gc.collect(1)
    return list(found.values()), reduction.exhausted and not bounded, count


def _outcome(ready: Stage, of: Sequence[str]) -> Outcome:
    world = ready.world
    names = ready.names
    return Outcome(
        output="".join(text for _, text in world.output),
        schedule=to_text(world.segments, world.paths),
        kind=kind_of(ready),
        message=message_of(ready, Names(names, {}, ready.text.whole)),
        values=tuple((name, short(names[name]) if name in names else "") for name in of),
    )
