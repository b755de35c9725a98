"""The search for a schedule that breaks a program, or for the proof that there is none."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from math import inf
from time import perf_counter, process_time
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.schedule import Script, to_text
from threadlab.explorer.result import Kind, Verdict
from threadlab.explorer.search import cheap
from threadlab.explorer.search.again import FirstRun, line_at, other_each_time
from threadlab.explorer.search.budget import FEW, MOST_ENTRIES, Budget
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.search.shortest import Bounded, shortest
from threadlab.explorer.stage import Stage
from threadlab.explorer.telling.ending import kind_of, signature
from threadlab.explorer.telling.run import told_run
from threadlab.words import say

FIRST = 150  # runs of the reduction before anything else: small programs are done by then
BEGINNING = 60  # … of a check, which is not to be kept busy by what comes late
DICE = 100  # random runs: they find most faults within the first few …
DICE_OF_CHECK = 40  # … and there is one thrown at each place besides
NEAR = 6000  # runs that deviate from the default order, and …
DEVIATIONS = 2  # … how often at most
SHARE = 0.3  # of all operations, at most, for these
SHORTER = 3000  # runs for making a story shorter …
SHORTER_SECONDS = 20.0  # … in an emergency
MANY_TURNS = 4  # of a loop, which a smaller number might do as well


@dataclass
class Found:
    """What the search has come to."""

    runs: int = 0
    different: int = 0  # of them since the reduction has last begun, none like another
    ended: int = 0  # … that came to their end
    long: int = 0  # … that were broken off, as their loops went round too often
    failures: int = 0
    kind: Kind | None = None
    mark: tuple[Any, ...] = ()
    schedule: str = ""
    exhausted: bool = False
    bounded: bool = False
    endless: bool = False
    deviations: int = 0  # all schedules with so many, out of turn, were tried …
    flags: bytes = b""  # … where these were the places at which threads are interrupted
    unknown: tuple[str, int] | None = None  # what was called that nobody knows, and in which line
    line: int = 0  # where the same schedule did something else
    loop: tuple[int, int, str] = (0, 0, "")  # turns, line and file of the one that went round most


class Search:
    """Runs a program again and again until it is proved, broken, or the budget has ended."""

    def __init__(
        self, ready: Stage, budget: Budget, *, everything: bool = False, check: bool = False
    ):
        self.ready = ready
        self.world = ready.world
        self.budget = budget
        self.everything = everything
        self.check = check
        self.found = Found()
        self.reduction = Reduction(len(ready.sites))
        self._restarts = 0
        self._first: FirstRun | None = None
        self._known = len(ready.class_level)
        budget.bind(self.world)

    def go(self, seed: int) -> Found:
        """Search by reduction, in turn, by chance, then by turns near the default order and by
        reduction again, for longer each time: each has its half, whichever comes to an end.

        In a check, what is cheap comes first and takes nothing of the runs that it asks for.
        A run is made again at last, unless none has come to its end: nothing is said then.
        """
        found = self.found
        with self.budget.alarm(self.world):
            self._search(seed)
        if found.kind is None and found.ended and self._is_repeatable:
            self.world.deadline = inf  # a repetition that is broken off would look like another run
            line = self._first.line_that_differs(self.reduction.sections)  # type: ignore[union-attr]
            if line is not None:
                found.kind, found.line = "nondeterministic", line
        return found

    @property
    def _is_repeatable(self) -> bool:
        """Whether the first run can be made again, though the time may be over: it has ended."""
        first, budget = self._first, self.budget
        if first is None or budget.is_told_to_end:
            return False
        return not (first.was_broken_off and budget.is_late)

    def _search(self, seed: int) -> None:
        over = self._reduce(BEGINNING if self.check else FIRST)
        if over and not (self.check and self._is_unsettled):
            return
        large = len(self.world.log) > MOST_ENTRIES
        flagged = self.reduction.flagged
        if large:  # too much to find out where its threads race: they are interrupted anywhere
            flagged[:] = b"\1" * len(flagged)
        if self.check:
            if self._try_cheap(seed) or self.budget.is_over:
                return
            if not large and self._reduce(FIRST - BEGINNING):
                return
        elif self._try(cheap.rotations(flagged)) or self._try(cheap.dice(flagged, DICE, seed)):
            return
        near = _Near(self.reduction.flagged, self.budget.operations)
        self.found.flags = bytes(near.search.flagged)
        most = NEAR if large else FIRST
        while near.left:
            if self._deviate(near, most) or large or self._reduce(most):
                return
            most *= 2
        self._reduce(self.budget.runs)

    @property
    def _is_unsettled(self) -> bool:
        """Whether nothing is known yet, and there is time to find it out."""
        found = self.found
        return found.kind is None and not found.exhausted and not self.budget.is_late

    def _try_cheap(self, seed: int) -> bool:
        """Look where most faults are, without taking from the runs that a check asks for."""
        flagged = self.reduction.flagged
        for policy in chain(
            cheap.rotations(flagged),
            cheap.held_up(flagged),
            cheap.dice(flagged, DICE_OF_CHECK, seed),
        ):
            self.ready.run((), policy)
            if self._note(free=True) or self.budget.is_late:
                return True
        return False

    @property
    def has_enough(self) -> bool:
        """Whether what was covered says anything: all, all nearby, or as many runs as asked for.

        A run whose loops were broken off has come to no end, and may hide one that is wrong.
        """
        found, budget = self.found, self.budget
        if found.long or not found.ended:
            return False
        near = found.deviations >= DEVIATIONS and found.flags == self.reduction.flagged
        return found.exhausted or near or budget.runs <= 0 or (
            budget.operations <= 0 and budget.has_made_least and not budget.is_late)  # fmt: skip

    def _try(self, policies: Iterable[Policy]) -> bool:
        """Run once by each of these policies; return whether the search is over."""
        return any(self.budget.is_over or self._run(policy) for policy in policies)

    def _run(self, policy: Policy) -> bool:
        """Run once and note how it went; return whether the search is over."""
        self.ready.run((), policy)
        return self._note()

    def _note(self, planned: int | None = None, *, free: bool = False) -> bool:
        """Note how the run just made went; `planned` turns of it, if the reduction made it.

        One that is `free` takes nothing from the budget but time.
        """
        world, found = self.world, self.found
        self.budget.note_time()
        is_like_another = world.ending == "diverged" or (
            world.ending == "redundant" and kind_of(self.ready) is None
        )
        if not free:
            self.budget.spend(world, not is_like_another, read=planned is not None)
        if is_like_another:
            if world.ending == "redundant" or world.missed == (planned or 0) - 1:
                return False
            found.kind = "nondeterministic"
            found.line = line_at(self.ready, len(world.log))
            return True
        if world.ending == "cut":
            found.bounded = True
            self._note_loops()
            return True
        if self._first is None:
            self._first = FirstRun(self.ready, self._known)
        found.runs += 1
        found.ended += world.ending != "long"
        found.long += world.ending == "long"
        found.bounded = found.bounded or world.bounded or world.ending == "long"
        if world.longest:
            self._note_loops()
        if world.unknown and found.unknown is None:
            site = self.ready.sites[min(world.unknown)]
            found.unknown = site.name, site.line
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
        if self.check and found.long >= FEW:  # that will never be enough
            return True
        return world.ending == "long" and len(world.fibers) == 1  # there is no other schedule

    def _note_loops(self) -> None:
        files = self.ready.text.files
        loops = [(turns, line, file) for (file, line), turns in self.world.longest.items()
                 if file in files]  # fmt: skip
        self.found.loop = max([self.found.loop, *loops])

    @property
    def _is_over(self) -> bool:
        """Whether the budget is used up, or is sure not to suffice for any verdict.

        A check has one when nothing is left to try, after the runs that it asks for, or when all
        schedules near the default order are tried, before which there are those by chance.
        """
        if self.check and self.budget.left_of_least > 0:
            few = min(self.reduction.left, self.budget.left_of_least, DICE_OF_CHECK)
            self.budget.give_up_below(few)
        return self.budget.is_over

    def _reduce(self, most: int) -> bool:
        """Go on with the reduction for so many runs; return whether the search is over."""
        found, reduction, budget = self.found, self.reduction, self.budget
        last = found.runs + most
        for planned in reduced(self.ready, reduction, lambda: found.runs >= last or self._is_over):
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
        return found.exhausted or budget.is_over

    def _deviate(self, near: _Near, most: int) -> bool:
        """Go on with the runs `near` the default order for so many; return whether all is over."""
        found, budget = self.found, self.budget
        for _ in range(min(most, near.left)):
            policy = near.search.upcoming()
            found.deviations = near.search.covered(DEVIATIONS)
            if policy is None or (near.operations <= 0 and budget.has_made_least):
                near.left = 0
                return False
            before = budget.operations
            if budget.is_over or self._run(policy):
                return True
            near.left -= 1
            near.operations -= before - budget.operations
            near.search.ran(policy, DEVIATIONS)
        return False


class _Near:
    """What is to be tried near the default order: rare orders are near.

    It deviates once at each point, then twice, where threads were known to race when it began, and
    has a share of all `operations`.
    """

    def __init__(self, flagged: bytearray, operations: float):
        self.search = Bounded(bytearray(flagged))
        self.left = NEAR
        self.operations = operations * SHARE


@dataclass(frozen=True)
class Searched:
    """Whether nothing went wrong, and something was seen to end; `tell` makes the verdict.

    If a failing schedule was found, it is told by the shortest one.
    """

    passed: bool
    tell: Callable[[], Verdict]


def searched(
    ready: Stage,
    *,
    seconds: float,
    runs: int,
    everything: bool = False,
    least: int | None = None,
) -> Searched:
    """Search all schedules of a program; to tell what was found takes as long again.

    With `least` it is a check: so many runs are made at least, however long they are, and `seconds`
    are those of this process's work.
    """
    begin = perf_counter()
    if least is None:
        budget = Budget(runs, seconds)
    else:
        budget = Budget(runs, seconds, least=min(least, runs), timer=process_time)
    with _uncollected():
        search = Search(ready, budget, everything=everything, check=least is not None)
        found = search.go(ready.seed)
    spent = perf_counter() - begin

    def tell() -> Verdict:
        if found.kind is None:
            return _passed(search, spent, seconds)
        with _uncollected():
            return _failed(search, spent, min(seconds, SHORTER_SECONDS))

    return Searched(found.kind is None and found.ended > 0, tell)


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


def _passed(search: Search, spent: float, seconds: float) -> Verdict:
    found = search.found
    whole = found.exhausted and not found.bounded
    status = "proved" if whole and found.unknown is None else "survived"
    took = round(spent, 1) if search.budget.is_told_to_end else seconds
    said = [say("verdict.proved", count=found.different)] if status == "proved" else [
        *_survived(search, took)]  # fmt: skip
    message = " ".join(said)
    turns, line, file = (0, 0, "") if found.ended else found.loop
    return Verdict(
        status,  # type: ignore[arg-type]
        None, "", found.runs, spent, message, message, clock=search.world.clock,
        ended=found.ended,
        enough=search.has_enough, unknown=found.unknown, late=search.budget.is_late,
        loop=(file, line, turns),
    )  # fmt: skip


def _survived(search: Search, seconds: float) -> Iterator[str]:
    """What a search of so many `seconds` has covered that proved nothing, and what would help."""
    found = search.found
    turns, line, _ = found.loop
    if turns and not found.ended:
        yield say("verdict.no_end", turns=f"{turns:,}", line=line)
        return
    if found.long:
        if turns:
            yield say("verdict.long", count=found.long, turns=f"{search.world.steps:,}", line=line)
        else:
            yield say("verdict.threads", count=found.long)
    if not found.ended:
        yield say("verdict.none_ended")
        return
    if found.exhausted and not found.bounded and found.unknown is not None:
        name, line = found.unknown
        yield say("verdict.unknown", count=found.different, name=name, line=line)
    elif found.exhausted:
        yield say("verdict.bounded", count=found.runs)
    elif search.budget.is_late:
        yield say("verdict.survived", count=found.runs, seconds=f"{seconds:g}")
    else:
        yield say("verdict.survived_runs", count=found.runs)
    if found.deviations and found.flags == search.reduction.flagged:
        yield say("verdict.near", count=found.deviations)
    counted = max(((turns, line) for turns, line in search.ready.counted()), default=(0, 0))
    turns, line = max(found.loop[:2], counted)
    if turns >= MANY_TURNS and not found.exhausted:
        yield say("verdict.loop", turns=f"{turns:,}", line=line)


def _failed(search: Search, spent: float, longest: float) -> Verdict:
    ready, found = search.ready, search.found
    if found.kind == "nondeterministic":
        message = other_each_time(found.line)
        return Verdict("failed", "nondeterministic", "", found.runs, spent, message, message)
    schedules = [found.schedule]
    if found.kind != "unsupported" and not found.endless:
        if not search.everything:  # the failing run may have shown places where threads race
            last = Reduction(len(ready.sites), search.reduction.flagged)
            if len(ready.world.log) <= MOST_ENTRIES:
                last.learn(ready.world.record(), len(ready.sites))
        budget = Budget(SHORTER, longest, timer=search.budget.timer)
        budget.bind(ready.world)
        with budget.alarm(ready.world):
            better = shortest(
                ready,
                search.reduction.flagged,
                lambda: kind_of(ready) is not None and signature(ready) == found.mark,
                budget,
            )
        if better:
            schedules.insert(0, to_text(ready.world.segments, ready.world.paths))
    # A worker of a pool has taken a task before its first operation, and no word says "so far".
    for schedule in schedules:
        with suppress(ThreadlabError):  # a word asks for a thread that can't go on
            run, _ = told_run(
                ready.text,
                Script(schedule),
                clock=ready.world.clock,
                seed=ready.seed,
                steps=ready.world.steps,
            )
            if run.kind == found.kind:
                break
    else:
        message = other_each_time(0)
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
        clock=ready.world.clock,
        ended=found.ended,
    )
