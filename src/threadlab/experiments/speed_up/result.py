"""Speed-up: how many times as fast a job is done by several workers, beside Amdahl's law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.curves import Curve, Curves
from threadlab.experiments.figures import Charted
from threadlab.experiments.kinds import process_kind
from threadlab.experiments.measurement import measure
from threadlab.pictures.picture import BLUE, GREEN, GREY, ORANGE, RED, SKY
from threadlab.words import say

# What is divided, and among whom; the names are those of words.toml, speed_up.<name>.
SERIES = {"waiting": ("wait", "threads"), "processes": ("cpu", ""), "threads": ("cpu", "threads")}
WORKERS = (1, 2, 4, 8)
STEPS_A_SECOND = 15_000_000  # roughly; what a second of work is for a computation
_LOOKS = {"waiting": (GREEN, "^"), "processes": (ORANGE, "s"), "threads": (BLUE, "o")}


def amdahl(workers: float, serial: float) -> float:
    """Return the speed-up by so many `workers` if a share `serial` must be done by one alone.

    G. M. Amdahl, Validity of the single processor approach to achieving large scale computing
    capabilities, AFIPS 1967: 1 / (serial + (1 - serial) / workers).

    >>> amdahl(9, 0.1)
    5.0
    """
    return 1 / (serial + (1 - serial) / workers)


@dataclass(frozen=True, repr=False)
class SpeedUp(Charted):
    """Speed-ups by the number of workers, {series: {workers: times as fast as one}}.

    `serial` is the share of the job that one did alone, `build` the name of what measured.
    """

    measured: Mapping[str, Mapping[int, float]]
    serial: float
    build: str
    cores: int

    def chart(self) -> Curves:
        """Draw them with the curve of Amdahl's law."""
        drawn = []
        for number, (name, values) in enumerate(self.measured.items()):
            color, marker = _LOOKS.get(name, ((RED, "D"), (SKY, "v"))[number % 2])
            words = say(f"speed_up.{name}") if name in SERIES else name
            drawn.append(Curve(words, tuple(values.items()), color, "dots", marker))
        most = max(max(values) for values in self.measured.values())
        places = [1 + step / 10 for step in range(10 * (most - 1) + 1)]
        if self.serial:
            law = tuple((place, amdahl(place, self.serial)) for place in places)
            name = say("speed_up.law", share=f"{100 * self.serial:g}", most=f"{1 / self.serial:g}")
            drawn.append(Curve(name, law, GREY, "dashed"))
        else:
            drawn.append(Curve(say("speed_up.ideal"), ((1, 1), (most, most)), GREY, "dashed"))
        if "processes" in self.measured and self.cores <= most:
            line = ((1, float(self.cores)), (most, float(self.cores)))
            drawn.append(Curve(say("speed_up.cores", cores=self.cores), line, GREY, "dotted"))
        return Curves(tuple(drawn), say("speed_up.workers"), say("speed_up.axis", build=self.build),
                      ticks=range(most + 1))  # fmt: skip


def speed_up(
    series: Sequence[str] = ("waiting", "processes", "threads"),
    *,
    serial: float = 0.0,
    workers: Sequence[int] = WORKERS,
    seconds: float = 0.2,
    with_start: bool = False,
    build: Build | None = None,
) -> SpeedUp:
    """Divide a job of about so many `seconds` among each number of `workers`, and time it.

    `series` are "waiting" (a wait divided among threads), "processes" and "threads" (a computation
    divided among those). A share `serial` of the job is done by one alone. The clock begins when
    all workers are ready, or `with_start` when the first one is started. Free-threaded
    interpreters that this machine has divide a computation among threads too, unless a `build` is
    named.
    """
    here = build or this_build()
    measured = {name: _measure(name, serial, workers, seconds, with_start, here)
                for name in series}  # fmt: skip
    if build is None and "threads" in series:
        for each in free_threaded()[:1]:
            name = say("speed_up.free_threaded", build=each.name)
            measured[name] = _measure("threads", serial, workers, seconds, with_start, each)
    return SpeedUp(measured, serial, here.name, here.cores)


def _measure(
    name: str, serial: float, workers: Sequence[int], seconds: float, with_start: bool, build: Build
) -> dict[int, float]:
    work, kind = SERIES[name]
    amount = seconds if work == "wait" else round(seconds * STEPS_A_SECOND)
    counts = sorted({1, *workers})
    found = measure("speed-up", build=build, kind=kind or process_kind(), workers=counts, work=work,
                    amount=amount, serial=serial).result  # fmt: skip
    times = found["seconds"]
    if with_start:
        times = [a + b for a, b in zip(times, found["starting"], strict=True)]
        times[0] = found["seconds"][0]  # one alone would not start anybody
    return {count: times[0] / time for count, time in zip(counts, times, strict=True)}
