"""The search for a schedule that breaks a program, or for the proof that there is none."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.policies import Dice, Policy, Rotate
from threadlab.explorer.engine.schedule import Script, to_text
from threadlab.explorer.engine.world import Clock
from threadlab.explorer.result import Kind, Verdict
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.search.shortest import Bounded, shortest
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage, stage
from threadlab.explorer.telling.ending import kind_of, signature
from threadlab.explorer.telling.run import told_run
from threadlab.words import say

FIRST = 150  # runs of the reduction before anything else: small programs are done by then
ROTATIONS = (1, 2, 3, 4)  # operations of each thread in turn
DICE = 100  # random runs: they find most faults within the first few
NEAR = 6000  # runs that deviate from the default order once or twice
ENDLESS = 1000  # turns of a loop that never ends, where its story is told
SHARE = 0.3  # of the seconds, at most, for either of the last two
LONGEST = 1.0  # seconds for making a story shorter


@dataclass
class Found:
    """What the search has come to."""

    runs: int = 0
    different: int = 0  # of them since the reduction has last begun, none like another
    failures: int = 0
    kind: Kind | None = None
    mark: tuple[Any, ...] = ()
    schedule: str = ""
    policy: Callable[[], Policy] | None = None
    exhausted: bool = False
    bounded: bool = False
    endless: bool = False


class Search:
    """Runs a program again and again until it is proved, broken, or the budget has ended."""

    def __init__(self, ready: Stage, *, seconds: float, runs: int, everything: bool = False):
        self.ready = ready
        self.world = ready.world
        self.most = runs
        self.begin = perf_counter()
        self.deadline = self.begin + seconds
        self.seconds = seconds
        self.everything = everything
        self.found = Found()
        self.reduction = Reduction(len(ready.sites))
        self._restarts = 0
        self.world.deadline = self.deadline

    def go(self, seed: int) -> Found:
        """Search by reduction, in turn, by chance, near the default order, by reduction again."""
        if self._reduce(FIRST):
            return self.found
        if self._rotate() or self._dice(DICE, seed) or self._deviate(NEAR):
            return self.found
        self._reduce(self.most)
        return self.found

    def _over(self) -> bool:
        return self.found.runs >= self.most or perf_counter() > self.deadline

    def _run(self, policy: Policy) -> bool:
        """Run once and note how it went; return whether the search is over."""
        self.ready.run((), policy)
        return self._note()

    def _note(self, planned: int = 0) -> bool:
        """Note how the run just made went, of which so many turns were planned."""
        world, found = self.world, self.found
        if world.ending == "redundant" and kind_of(self.ready) is None:
            return False
        if world.ending == "diverged":
            if world.missed == planned - 1:
                return False
            found.kind = "nondeterministic"
            return True
        if world.ending == "cut":
            found.bounded = True
            return True
        found.runs += 1
        found.bounded = found.bounded or world.bounded
        if found.runs % 100 == 0:
            gc.collect(1)
        kind = kind_of(self.ready)
        if kind is not None:
            found.failures += 1
            if found.kind is None:
                found.kind, found.mark = kind, signature(self.ready)
                found.schedule = to_text(world.segments, world.paths)
                found.endless = world.ending == "endless"
            return not self.everything or kind == "unsupported"
        return False

    def _reduce(self, most: int) -> bool:
        """Go on with the reduction for so many runs; return whether the search is over."""
        found, reduction = self.found, self.reduction
        last = found.runs + most
        for planned in reduced(self.ready, reduction, lambda: found.runs >= last or self._over()):
            if reduction.restarts != self._restarts:
                self._restarts = reduction.restarts
                found.different = 0
                if self.everything:
                    found.failures = 0
            before = found.runs
            if self._note(planned):
                return True
            found.different += found.runs - before
        found.exhausted = reduction.exhausted
        return found.exhausted or self._over()

    def _rotate(self) -> bool:
        """Let all threads go on in turn: many that each hold one thing and want another meet so."""
        for count in ROTATIONS:
            if self._over() or self._run(Rotate(count, self.reduction.flagged)):
                return True
        return False

    def _dice(self, runs: int, seed: int) -> bool:
        for number in range(runs):
            if self._over():
                return True
            if self._run(Dice(f"{seed} {number}", self.reduction.flagged)):
                return True
        return False

    def _deviate(self, runs: int) -> bool:
        """Deviate from the default order once at each point, then twice: rare orders are near."""
        search = Bounded(self.reduction.flagged)
        until = perf_counter() + self.seconds * SHARE
        for _ in range(runs):
            policy = search.upcoming()
            if policy is None or perf_counter() > until:
                return False
            if self._over() or self._run(policy):
                return True
            search.ran(policy, 2)
        return False


def explore_text(
    text: Text,
    *,
    clock: Clock = "any",
    seconds: float = 5.0,
    runs: int = 20_000,
    seed: int = 0,
    steps: int = 100_000,
    everything: bool = False,
) -> Verdict:
    """Search all schedules of `text`, and tell the shortest failure that is found."""
    return searched(text, clock=clock, seconds=seconds, runs=runs, seed=seed, steps=steps,
                    everything=everything).tell()  # fmt: skip


@dataclass(frozen=True)
class Searched:
    """Whether a failing schedule was found; `tell` makes the verdict, with the shortest one."""

    failed: bool
    tell: Callable[[], Verdict]


def searched(
    text: Text,
    *,
    clock: Clock,
    seconds: float,
    runs: int,
    seed: int,
    steps: int = 100_000,
    everything: bool = False,
) -> Searched:
    """Search all schedules of `text`; to tell what was found takes as long again."""
    begin = perf_counter()
    ready = stage(text, clock=clock, seed=seed, steps=steps)
    with _uncollected():
        search = Search(ready, seconds=seconds, runs=runs, everything=everything)
        found = search.go(seed)
    spent = perf_counter() - begin

    def tell() -> Verdict:
        if found.kind is None:
            return _passed(found, spent, seconds, runs, clock)
        with _uncollected():
            return _failed(search, found, spent, text, clock, seed, steps)

    return Searched(found.kind is not None, tell)


@contextmanager
def _uncollected() -> Iterator[None]:
    """What a run has left is collected between runs, so that no run is like no other."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _passed(found: Found, spent: float, seconds: float, runs: int, clock: Clock) -> Verdict:
    if found.exhausted and not found.bounded:
        status, key, count = "proved", "verdict.proved", found.different
    else:
        status, count = "survived", found.runs
        key = "verdict.bounded" if found.exhausted else "verdict.survived"
        if not found.exhausted and found.runs >= runs:
            key = "verdict.survived_runs"
    message = say(key, count=count, seconds=f"{seconds:g}")
    return Verdict(status, None, "", found.runs, spent, message, message, clock=clock)  # type: ignore[arg-type]


def _failed(
    search: Search, found: Found, spent: float, text: Text, clock: Clock, seed: int, steps: int
) -> Verdict:
    ready = search.ready
    if found.kind == "nondeterministic":
        message = say("outcome.nondeterministic")
        return Verdict("failed", "nondeterministic", "", found.runs, spent, message, message)
    schedules = [found.schedule]
    if found.kind != "unsupported" and not found.endless:
        if not search.everything:  # the failing run may have shown places where threads race
            last = Reduction(len(ready.sites), search.reduction.flagged)
            last.learn(ready.world.record(), len(ready.sites))
        better = shortest(
            ready,
            search.reduction.flagged,
            lambda: kind_of(ready) is not None and signature(ready) == found.mark,
            perf_counter() + min(search.seconds * SHARE, LONGEST),
        )
        if better:
            schedules.insert(0, to_text(ready.world.segments, ready.world.paths))
    if found.endless:
        steps = ENDLESS
    # A worker of a pool has taken a task before its first operation, and no word says "so far".
    for schedule in schedules:
        with suppress(ThreadlabError):  # a word asks for a thread that can't go on
            run, _ = told_run(text, Script(schedule), clock=clock, seed=seed, steps=steps)
            if run.kind == found.kind:
                break
    else:
        message = say("outcome.nondeterministic")
        return Verdict("failed", "nondeterministic", schedule, found.runs, spent, message, message)
    message, title = run.message, say("verdict.unsupported_head")
    if found.kind != "unsupported":
        message = say("verdict.failed", message=message, count=found.runs)
        title = say("verdict.failed_head")
    head = f"{title} {message}"
    body = run.story.partition("\n")[2]
    return Verdict(
        status="failed",
        kind=found.kind,
        schedule=schedule,
        runs=found.runs,
        seconds=spent,
        message=message,
        story=f"{head}\n{body}",
        run=run,
        failures=found.failures,
        clock=clock,
    )
