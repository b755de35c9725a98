"""What the explorer is asked for; `threadlab.explorer` has all of it by these names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from threadlab.explorer.arguments import checked
from threadlab.explorer.engine.loops import MOST_TURNS
from threadlab.explorer.engine.policies import Dice, InTurn
from threadlab.explorer.engine.schedule import Script
from threadlab.explorer.engine.world import Clock
from threadlab.explorer.result import Outcome, Outcomes, Run, Verdict
from threadlab.explorer.search.budget import MOST_RUNS, MOST_SECONDS
from threadlab.explorer.search.explore import searched
from threadlab.explorer.search.outcomes import outcomes
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import stage
from threadlab.explorer.telling.run import told_run
from threadlab.explorer.telling.stepping import Standing, step_text

Program = Callable[..., Any] | str | Text

__all__ = [
    "Outcome",
    "Outcomes",
    "Run",
    "Standing",
    "Verdict",
    "explore",
    "outcomes",
    "replay",
    "simulate",
    "step",
]


@checked
def explore(
    program: Program,
    *,
    entry: str | None = None,
    clock: Clock = "any",
    seconds: float = MOST_SECONDS,
    runs: int = MOST_RUNS,
    seed: int = 0,
    steps: int = MOST_TURNS,
    everything: bool = False,
) -> Verdict:
    """Run `program` under every schedule that can make a difference, and return the verdict.

    `program` is a function without arguments that starts threads and asserts what must hold, or
    source text; `entry` then names the function to call (without it a `main` that the text does
    not call itself, or the text as a whole). With clock "any" a sleeping thread may be overtaken
    by anybody, with "exact" time passes only when nobody can do anything else. The search ends
    after `runs` schedules, or fewer where they are long, and in an emergency after `seconds` of
    real time; a run whose loops have gone round `steps` times is broken off. `everything` goes on
    after a failure until all schedules are covered.

    Raises `ThreadlabError` if the source is not to be had or can't be read.
    """
    ready = stage(text_of(program, entry), clock=clock, seed=seed, steps=steps)
    return searched(ready, seconds=seconds, runs=runs, everything=everything).tell()


@checked
def replay(
    program: Program,
    schedule: str,
    *,
    entry: str | None = None,
    clock: Clock = "any",
    seed: int = 0,
    steps: int = MOST_TURNS,
) -> Run:
    """Run `program` once under `schedule`, a string as a verdict has it, and return the run.

    Raises `ThreadlabError` if a thread that the schedule names can't go on there.
    """
    return told_run(text_of(program, entry), Script(schedule), clock=clock, seed=seed, steps=steps)[
        0
    ]


@checked
def simulate(
    program: Program,
    *,
    entry: str | None = None,
    clock: Clock = "exact",
    seed: int = 0,
    steps: int = 100_000,
) -> Run:
    """Run `program` once in virtual time and return the run, the same for the same `seed`.

    With seed 0 each thread goes on for as long as it can; other seeds switch at random.
    """
    policy = Dice(seed, daemons=False) if seed else InTurn()
    return told_run(text_of(program, entry), policy, clock=clock, seed=seed, steps=steps)[0]


@checked
def step(
    program: Program,
    choices: str | Sequence[str] = (),
    *,
    entry: str | None = None,
    clock: Clock = "any",
) -> Standing:
    """Say where `program` stands after `choices`, "T1 T1 T2" or ["T1", "T1", "T2"].

    Each choice lets one thread do one operation; `main` goes on by itself until there is another
    thread. The program is run again from the start each time: nothing is kept between calls.

    Raises `ThreadlabError` if a choice is no thread that can go on.
    """
    words = choices.split() if isinstance(choices, str) else choices
    return step_text(text_of(program, entry), tuple(words), clock=clock)
