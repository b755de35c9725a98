"""What was found: a run, a verdict, the outcomes; plain values, drawn by lab/runs.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from threadlab.events import Event
from threadlab.words import say

_MOST_LINES = 100  # of what a run has printed
Status = Literal["proved", "survived", "failed"]
Kind = Literal["assertion", "exception", "deadlock", "livelock", "nondeterministic", "unsupported"]


@dataclass(frozen=True, repr=False)
class Run:
    """One run of a program, in virtual time.

    `elapsed` is in virtual seconds, `output` what was printed, `schedule` the string that repeats
    the run, `story` the run in words. `kind` is None if nothing went wrong, else `message` says
    what did. `holds` and `waits` are the locks and threads at the end, {lock: thread} and
    {thread: lock}; `names` are the threads' own names by their labels, `sources` the texts of the
    program by file. `place` is the file and line in which it went wrong, where there is one.
    """

    schedule: str
    elapsed: float
    output: str
    events: tuple[Event, ...]
    kind: Kind | None = None
    message: str = ""
    story: str = ""
    holds: Mapping[str, str] = field(default_factory=dict)
    waits: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    result: object = None
    origin: Literal["simulated", "recorded"] = "simulated"
    place: tuple[str, int] = ("", 0)

    @property
    def printed(self) -> str:
        """What was printed; of very much, the beginning and the end."""
        lines = self.output.splitlines(keepends=True)
        if len(lines) <= _MOST_LINES:
            return self.output
        half = _MOST_LINES // 2
        more = say("run.left_out", count=f"{len(lines) - 2 * half:,}")
        return "".join([*lines[:half], f"{more}\n", *lines[-half:]])

    def __str__(self) -> str:
        lines = [self.printed.rstrip("\n")] if self.output else []
        if self.elapsed or not (lines or self.message):
            lines.append(say("run.elapsed", elapsed=f"{self.elapsed:g}"))
        if self.message:
            lines.append(self.message)
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True, repr=False)
class Verdict:
    """What holds for all schedules of a program.

    `status` is "proved" (every schedule was covered), "survived" (the budget ended first: no
    proof) or "failed"; then `kind` says how, `schedule` is the string that shows it again, `run`
    is that run and `story` tells it. `runs` schedules were executed in `seconds`; `failures` of
    them failed, more than one only if the search was asked to go on. `ended` of them came to the
    end of the program, or to its failure. `enough` says whether what was covered is what was asked
    for: everything, everything with at most two deviations from the default order, or the number
    of runs; and not what a search has come to that was cut short. `unknown` is what the program has
    called that nobody knows, and in which line: what threads share may be hidden there.
    """

    status: Status
    kind: Kind | None
    schedule: str
    runs: int
    seconds: float
    message: str
    story: str
    run: Run | None = None
    failures: int = 0
    clock: str = "any"
    ended: int = 0
    enough: bool = False
    unknown: tuple[str, int] | None = None
    late: bool = False  # the time was over before
    loop: tuple[str, int, int] = ("", 0, 0)  # file, line and turns, where no run came to its end

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the failing run; empty if there is none."""
        return self.run.events if self.run is not None else ()

    @property
    def output(self) -> str:
        """What the failing run has printed."""
        return self.run.output if self.run is not None else ""

    @property
    def passed(self) -> bool:
        """Whether a check holds: nothing went wrong, and there was an end to be seen."""
        return self.status == "proved" or (self.status == "survived" and self.ended > 0)

    def __bool__(self) -> bool:
        """Whether nothing went wrong in any schedule that was tried."""
        return self.status != "failed"

    def __str__(self) -> str:
        return self.story if self.status == "failed" else self.message

    def __repr__(self) -> str:
        return str(self)


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


@dataclass(frozen=True, repr=False)
class Outcomes:
    """All outcomes of a program, those without a failure first.

    `complete` says whether every schedule was covered; `runs` were executed. Where all that are
    known to differ were, and there may be others, `doubt` says why.
    """

    found: tuple[Outcome, ...]
    complete: bool
    runs: int
    names: tuple[str, ...] = field(default=())
    doubt: str = ""

    @property
    def outputs(self) -> list[str]:
        """What can be printed, sorted; of runs that fail too."""
        return sorted({outcome.output for outcome in self.found})

    @property
    def summary(self) -> str:
        """How many there are, in a sentence."""
        if self.doubt:
            seen = say("outcomes.seen", count=len(self.found), runs=f"{self.runs:,}")
            return f"{seen} {self.doubt}"
        key = "outcomes.all" if self.complete else "outcomes.some"
        if self.complete and self.runs == 1:
            key = "outcomes.only"
        return say(key, count=len(self.found), runs=f"{self.runs:,}")

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __repr__(self) -> str:
        lines = [self.summary]
        for outcome in self.found:
            output = outcome.output.rstrip("\n").replace("\n", " / ")
            values = (f"{name} = {value}" for name, value in outcome.values)
            cells = [output, *values, outcome.message]
            lines.append("  ".join(cell for cell in cells if cell) + f"  [{outcome.schedule}]")
        return "\n".join(lines)
