"""Everything that a program can do: what it prints in each of its schedules, and how it ends."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.arguments import checked
from threadlab.explorer.engine.schedule import to_text
from threadlab.explorer.engine.world import Clock
from threadlab.explorer.result import Outcome, Outcomes
from threadlab.explorer.search.again import FirstRun, other_each_time
from threadlab.explorer.search.budget import MOST_RUNS, MOST_SECONDS, Budget
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage, stage
from threadlab.explorer.telling.ending import kind_of, message_of, signature
from threadlab.explorer.telling.names import Names, short
from threadlab.words import say


@checked
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
    Raises `ThreadlabError` if no run sets one of them.

    Daemon threads that could go on are let finish before the program ends, as in `explore`, so that
    whatever they can do wrong is found: what is printed when they are cut off earlier is not among
    the outcomes. With the clock "exact", those that sleep at the end are cut off.
    """
    ready = stage(text_of(program, entry), clock=clock, ordered=True)
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _all(ready, of, Budget(runs, seconds))
    finally:
        if collecting:
            gc.enable()


def _all(ready: Stage, of: tuple[str, ...], budget: Budget) -> Outcomes:
    world = ready.world
    first: FirstRun | None = None
    set_somewhere: set[str] = set()
    known_before = len(ready.class_level)
    unknown: set[int] = set()
    refused = ""
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
            bounded = True
            break
        first = first or FirstRun(ready, known_before)
        unknown |= world.unknown
        if is_new:
            count += 1
            bounded = bounded or world.bounded or ending == "long"
            if ending == "long":
                continue
            outcome = _outcome(ready, of)
            set_somewhere.update(name for name in of if name in ready.names)
            refused = refused or (outcome.message if world.unsupported is not None else "")
            key = (outcome.output, outcome.values, signature(ready))
            known = found.get(key)
            if known is None or len(outcome.schedule) < len(known.schedule):
                found[key] = outcome
            if count % 100 == 0:
                gc.collect(1)
    for name in of:
        if found and not refused and name not in set_somewhere:
            raise ThreadlabError(say("call.no_variable", name=name))
    ordered = sorted(found.values(), key=lambda one: (one.kind is not None, one.output))
    whole = reduction.exhausted and not bounded
    doubt = refused or (_doubt(ready, unknown, first, reduction) if whole else "")
    return Outcomes(tuple(ordered), whole and not doubt, count, of, doubt)


def _doubt(ready: Stage, unknown: set[int], first: FirstRun | None, reduction: Reduction) -> str:
    """Why there may be more outcomes, although every schedule that is known to differ was tried."""
    line = None if first is None else first.line_that_differs(reduction.sections)
    if line is not None:
        return other_each_time(line)
    if unknown:
        site = ready.sites[min(unknown)]
        return say("outcomes.unknown", name=site.name, line=site.line)
    return ""


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
