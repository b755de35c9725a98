"""The same tasks done by one kind of worker after the other: how long each takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import linear_regression
from typing import Any, Literal

from threadlab.errors import ThreadlabError
from threadlab.experiments.builds import Build
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import Charted
from threadlab.experiments.kinds import MEGABYTES, Kind, most_at_once
from threadlab.experiments.measurement import MOST_SECONDS, Measurement, measure
from threadlab.experiments.recorded import recorded_series
from threadlab.words import say

# What a task is: steps of a computation, or seconds of waiting.
AMOUNT = {"cpu": 1_500_000.0, "wait": 0.2, "empty": 0.0}


@dataclass(frozen=True, repr=False)
class TaskTimes(Charted):
    """Seconds for the same tasks, by kind; `measurements` say how many could be started."""

    measurements: tuple[Measurement, ...]

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds by kind."""
        return {each.arguments["kind"]: each.result["seconds"] for each in self.measurements}

    def chart(self) -> Chart:
        """Draw them."""
        rows = {each.arguments["kind"]: self._label(each) for each in self.measurements}
        first = self.measurements[0]
        series: dict[str, Any] = {say("measuring.here", build=first.build.name): self.seconds}
        as_in_class = (*map(first.arguments.get, ("work", "tasks", "amount")),)
        if as_in_class == ("cpu", 12, 10_000_000):
            series |= recorded_series("tasks", "speed.recorded")
        if as_in_class == ("wait", 4000, 2.0):
            series |= recorded_series("many-waits", "speed.recorded_waits")
        return Chart(rows, series, say("measuring.seconds_axis"), "{:.2f}", " s")

    @staticmethod
    def _label(measurement: Measurement) -> str:
        kind = say(f"kind.{measurement.arguments['kind']}")
        counts = measurement.result.get("extrapolated_from")
        if not counts:
            return kind
        return say("kind.extrapolated", kind=kind, counts=", ".join(map(str, counts)))


def task_times(
    kinds: Sequence[Kind],
    *,
    tasks: int = 12,
    workers: int = 0,
    work: Literal["cpu", "wait", "empty"] = "cpu",
    amount: float | None = None,
    build: Build | None = None,
) -> TaskTimes:
    """Do `tasks` by each of `kinds` in turn and return the times.

    With `workers` 0 each task has a thread, process or coroutine of its own, else at most so many
    run at once. `amount` is the steps of a computation, or the seconds of a wait. More processes
    than this machine should be asked for are not started: their time is extrapolated from smaller
    numbers by a fitted line, and labelled so.

    Raises `ThreadlabError` where that is more than this machine should be asked for.
    """
    found = []
    options: dict[str, Any] = {"work": work, "build": build, "workers": workers}
    options["amount"] = AMOUNT[work] if amount is None else amount
    for kind in kinds:
        if kind == "serial" and work == "wait" and tasks * options["amount"] > MOST_SECONDS:
            alone = f"{tasks * options['amount']:,.0f}"
            raise ThreadlabError(say("kind.too_long", seconds=alone))
        most = most_at_once(kind)
        if (workers or tasks) <= most:
            found.append(measure("tasks", kind=kind, tasks=tasks, **options))
        elif kind in MEGABYTES and not workers:
            found.append(_extrapolated(kind, tasks, most, options))
        else:
            raise ThreadlabError(say("kind.too_many", kind=say(f"kind.{kind}"), most=most))
    return TaskTimes(tuple(found))


def _extrapolated(kind: Kind, tasks: int, most: int, options: dict[str, Any]) -> Measurement:
    """Measure with fewer tasks and follow the line through the times to `tasks`."""
    counts = sorted({max(most * quarters // 4, 1) for quarters in (1, 2, 3, 4)})
    made = [measure("tasks", kind=kind, tasks=count, **options) for count in counts]
    times = [each.result["seconds"] for each in made]
    if len(counts) > 1:
        line = linear_regression(counts, times)
        seconds = max(line.intercept + line.slope * tasks, times[-1])
    else:
        seconds = times[0] * tasks
    result = {"seconds": seconds, "started": 0, "tasks": tasks, "extrapolated_from": counts}
    return replace(made[-1], arguments={**made[-1].arguments, "tasks": tasks}, result=result)
