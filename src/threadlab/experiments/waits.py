"""Many waits at once, by threads and by coroutines: how long until the last one is over."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets

from threadlab.experiments.bench import Bench
from threadlab.experiments.builds import this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import INK, Drawn
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
from threadlab.experiments.tasks import Kind, most_at_once, task_times
from threadlab.lab.panel import choice
from threadlab.pictures.picture import BLUE, ORANGE
from threadlab.words import say

COUNTS = (10, 100, 1000, 10_000)
WAIT = 0.2  # seconds
LONGEST = 5.0  # seconds of waiting one after the other; what takes longer is computed
_LOOKS = {"threads": (ORANGE, "s", (0, 7)), "asyncio": (BLUE, "o", (0, -14))}
CLASS = (4000, 2.0)  # the class's experiment: so many waits of so many seconds


@dataclass(frozen=True)
class Waits(Drawn):
    """Seconds until all of so many waits are over, {kind: {number of waits: seconds}}.

    A wait alone takes `each` seconds; the figures are of a `build`.
    """

    seconds: Mapping[str, Mapping[int, float]]
    each: float
    build: str

    @property
    def inches(self) -> float:
        """How high the figure is."""
        return 3.4

    def draw(self, axes: Any) -> None:
        """Draw seconds over the number of waits, with the recorded figures as dashed lines."""
        for waits in self._drawn():
            for kind, (color, sign, place) in _LOOKS.items():
                times = waits.seconds.get(kind, {})
                name = say("many_waits.line", kind=say(f"kind.{kind}"), build=waits.build)
                look: Any = {"alpha": 1, "linestyle": "-"}
                if waits is not self:
                    look = {"alpha": 0.5, "linestyle": "--"}
                axes.plot(list(times), list(times.values()), color=color, marker=sign, label=name,
                          **look)  # fmt: skip
                told = times if waits is self else times.keys() - self.seconds.get(kind, {}).keys()
                for count in told:
                    axes.annotate(f"{times[count]:.2f} s", (count, times[count]), color=INK,
                                  fontsize=8, ha="center", xytext=place,
                                  textcoords="offset points")  # fmt: skip
        counts = sorted({count for waits in self._drawn() for times in waits.seconds.values()
                         for count in times})  # fmt: skip
        axes.set_xscale("log")
        axes.set_xticks(counts, [f"{count:,}" for count in counts])
        axes.minorticks_off()
        axes.set_ylim(0, axes.get_ylim()[1] * 1.1)
        axes.set_xlabel(say("many_waits.axis", each=f"{self.each:g}"))
        axes.set_ylabel(say("many_waits.until"))
        axes.figure.legend(frameon=False, labelcolor=INK, loc="outside upper left", ncols=2,
                           fontsize=9)  # fmt: skip

    def _drawn(self) -> list[Waits]:
        """These figures and the recorded ones, if those are of such waits and others."""
        kept = recorded_waits()
        return [self, kept] if self.each == kept.each and self.build != kept.build else [self]

    def __repr__(self) -> str:
        lines = [say("many_waits.axis", each=f"{self.each:g}")]
        for waits in self._drawn():
            for kind, times in waits.seconds.items():
                name = say("many_waits.line", kind=say(f"kind.{kind}"), build=waits.build)
                found = ", ".join(f"{count:,}: {spent:.2f} s" for count, spent in times.items())
                lines.append(f"{name}: {found}")
        return "\n".join(lines)


def wait_times(
    counts: Sequence[int] = COUNTS,
    *,
    kinds: Sequence[Kind] = ("threads", "asyncio"),
    seconds: float = WAIT,
    most_threads: int = 1000,
) -> Waits:
    """Let so many tasks wait at once, for each of `counts` and `kinds`, and return the times.

    A thread or coroutine waits for `seconds`. Of threads no more than `most_threads` are started,
    and no more than this machine should be asked for.
    """
    found: dict[str, dict[int, float]] = {}
    build = ""
    for kind in kinds:
        most = min(most_threads, most_at_once(kind)) if kind == "threads" else most_at_once(kind)
        chosen = sorted({min(count, most) for count in counts})
        made = measure("tasks-by-count", kind=kind, counts=chosen, work="wait", amount=seconds)
        build = made.build.name
        found[kind] = dict(zip(chosen, made.result["seconds"], strict=True))
    return Waits(found, seconds, say("measuring.here", build=build))


def recorded_waits() -> Waits:
    """The recorded figures for waits of 0.2 s."""
    build = next(build for build in recorded("waits") if "asyncio_by_count" in build)
    times = {kind: {int(count): spent for count, spent in build[f"{kind}_by_count"]}
             for kind in _LOOKS}  # fmt: skip
    return Waits(times, WAIT, say("measuring.recorded", build=build["name"]))


def waits_chart(
    kinds: Sequence[Kind], waits: int, seconds: float, mine: Mapping[str, Any] | None = None
) -> Chart:
    """What was measured, with the recorded figures beside it if it was the class's experiment."""
    series: dict[str, Any] = dict(mine or {})
    if (waits, seconds) == CLASS:
        for build in recorded("waits"):
            series[say("measuring.recorded", build=build["name"])] = build
    rows: dict[str, str] = {kind: say(f"kind.{kind}") for kind in kinds}
    if "serial" in rows and waits * seconds > LONGEST:
        rows["serial"] = say("many_waits.computed", kind=rows["serial"])
    axis = say("many_waits.done", waits=f"{waits:,}", each=f"{seconds:g}")
    return Chart(rows, series, axis, "{:.2f}", " s")


def many_waits(kinds: Sequence[Kind], waits: int, seconds: float) -> Chart:
    """Let `waits` tasks wait for `seconds` at once, by each of `kinds` in turn.

    What would take long one after the other is computed and labelled so. Raises `ThreadlabError`
    where that is more than this machine should be asked for.
    """
    kinds = kinds or ("threads", "asyncio")
    spent: dict[str, float] = {}
    build = this_build().name
    for kind in kinds:
        if kind == "serial" and waits * seconds > LONGEST:
            spent[kind] = waits * seconds
            continue
        spent |= task_times([kind], tasks=waits, work="wait", amount=seconds).seconds
    return waits_chart(kinds, waits, seconds, {say("measuring.here", build=build): spent})


def wait_bench() -> None:
    """Chapter 15: number of waits × model, measured and drawn."""
    kinds: list[Kind] = ["serial", "threads", "asyncio"]
    if "fork" in multiprocessing.get_all_start_methods():
        kinds.append("fork")
    counts = [(f"{count:,}", count) for count in (10, 100, 1000, 4000, 10_000)]
    Bench(
        many_waits,
        waits_chart(["asyncio", "threads", "fork"], *CLASS),
        kinds=ipywidgets.SelectMultiple(
            options=[(say(f"kind.{kind}"), kind) for kind in kinds], value=["threads", "asyncio"],
            rows=len(kinds), description=say("many_waits.models"),
            style={"description_width": "10em"}, layout={"width": "min(32em, 100%)"},
        ),
        waits=choice(say("many_waits.count"), counts, 4000),
        seconds=choice(say("many_waits.each"), [(f"{n:g} s", n) for n in (0.05, 0.2, 2.0)], 2.0),
    ).show()  # fmt: skip
