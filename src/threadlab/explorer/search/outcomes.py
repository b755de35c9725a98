"""Everything that a program can do: what it prints in each of its schedules, and how it ends."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from time import perf_counter
from typing import Any

from threadlab.explorer.engine.schedule import to_text
from threadlab.explorer.engine.world import Clock
from threadlab.explorer.result import Kind
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage, stage
from threadlab.explorer.telling.ending import kind_of, message_of, signature
from threadlab.explorer.telling.names import Names, short
from threadlab.words import say


@dataclass(frozen=True)
class Outcome:
    """One way in which a program can end, and a `schedule` that leads there.

    `output` is what it prints, `values` the variables that were asked for, as short texts; `kind`
    and `message` say how it failed, if it did.
    """

    output: str
    schedule: str
    kind: Kind | None = None
    message: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Outcomes:
    """All outcomes of a program, those without a failure first.

    `complete` says whether every schedule was covered; `runs` were executed.
    """

    found: tuple[Outcome, ...]
    complete: bool
    runs: int
    names: tuple[str, ...] = field(default=())

    @property
    def outputs(self) -> list[str]:
        """What can be printed, sorted; of runs that fail too."""
        return sorted({outcome.output for outcome in self.found})

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def _words(self) -> str:
        key = "outcomes.all" if self.complete else "outcomes.some"
        if self.complete and self.runs == 1:
            key = "outcomes.only"
        return say(key, count=len(self.found), runs=f"{self.runs:,}")

    def __repr__(self) -> str:
        lines = [self._words()]
        for outcome in self.found:
            cells = [outcome.output.rstrip("\n").replace("\n", " / "), *_cells(outcome)]
            lines.append("  ".join(cell for cell in cells if cell) + f"  [{outcome.schedule}]")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from threadlab.pictures.page import page

        heads = [say("outcomes.output"), *self.names, say("outcomes.end"), say("outcomes.schedule")]
        head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
        rows = []
        for outcome in self.found:
            output = escape(outcome.output.rstrip("\n")).replace("\n", "<br>")
            texts = [escape(text) for _, text in outcome.values]
            values = "".join(f'<td class="tl-value">{text}</td>' for text in texts)
            end = escape(outcome.message or say("outcomes.well"))
            rows.append(
                f'<tr><td class="tl-code"><span>{output}</span></td>{values}<td>{end}</td>'
                f'<td class="tl-code"><span>{escape(outcome.schedule)}</span></td></tr>'
            )
        table = (
            f'<table class="tl-table"><thead><tr>{head}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
        )
        return page(f'<div class="tl-note">{escape(self._words())}</div>'
                    f'<div class="tl-scroll">{table}</div>')  # fmt: skip


def _cells(outcome: Outcome) -> list[str]:
    return [*(f"{name} = {value}" for name, value in outcome.values), outcome.message]


def outcomes(
    program: Callable[..., Any] | str | Text,
    *of: str,
    entry: str | None = None,
    clock: Clock = "any",
    seconds: float = 5.0,
    runs: int = 20_000,
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
        found, complete, count = _all(ready, of, perf_counter() + seconds, runs)
    finally:
        if collecting:
            gc.enable()
    ordered = sorted(found, key=lambda outcome: (outcome.kind is not None, outcome.output))
    return Outcomes(tuple(ordered), complete, count, of)


def _all(
    ready: Stage, of: Sequence[str], deadline: float, most: int
) -> tuple[list[Outcome], bool, int]:
    world = ready.world
    world.deadline = deadline
    found: dict[object, Outcome] = {}
    bounded = False
    count = 0
    reduction = Reduction(len(ready.sites))

    def over() -> bool:
        return count >= most or perf_counter() > deadline

    for _ in reduced(ready, reduction, over):
        ending = world.ending
        if ending == "cut":
            return list(found.values()), False, count
        if ending != "diverged" and (ending != "redundant" or kind_of(ready) is not None):
            count += 1
            bounded = bounded or world.bounded
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
        message=message_of(ready, Names(names, {})),
        values=tuple((name, short(names[name]) if name in names else "") for name in of),
    )
