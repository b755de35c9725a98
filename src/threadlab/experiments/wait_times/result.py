"""Many waits at once, by threads and by coroutines: how long until the last one is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from threadlab.experiments.figures import INK, Drawn
from threadlab.experiments.kinds import Kind, most_at_once
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
from threadlab.pictures.picture import BLUE, ORANGE
from threadlab.words import say

COUNTS = (10, 100, 1000, 10_000)
WAIT_SECONDS = 0.2
_LOOKS = {"threads": (ORANGE, "s", (0, 7)), "asyncio": (BLUE, "o", (0, -14))}


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
    seconds: float = WAIT_SECONDS,
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
    build = recorded("wait-times")[0]
    times = {kind: {int(count): spent for count, spent in build[kind]} for kind in _LOOKS}
    return Waits(times, WAIT_SECONDS, say("measuring.recorded", build=build["name"]))
