"""The same tasks done by one kind of worker after the other: how long each takes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import linear_regression
from typing import Any, Literal

from threadlab.errors import ThreadlabError
from threadlab.experiments.builds import Build
from threadlab.experiments.chart import Chart
from threadlab.experiments.figures import Charted
from threadlab.experiments.measurement import LONGEST, Measurement, measure
from threadlab.experiments.recorded import recorded
from threadlab.words import say

Kind = Literal["serial", "threads", "fork", "spawn", "forkserver", "asyncio", "interpreters"]
KINDS: tuple[Kind, ...] = (
    "serial", "threads", "fork", "spawn", "forkserver", "asyncio", "interpreters",
)  # fmt: skip
AMOUNT = {"cpu": 1_500_000.0, "wait": 0.2, "empty": 0.0}  # steps of a computation, or seconds
MOST_THREADS = 4000
MOST_PROCESSES = 400
_MEGABYTES = {"fork": 2, "forkserver": 8, "spawn": 8, "interpreters": 8}  # of one, at least


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
        series = {say("measuring.here", build=first.build.name): self.seconds}
        as_in_class = (*map(first.arguments.get, ("work", "tasks", "amount")),)
        if as_in_class == ("cpu", 12, 10_000_000):
            for build in recorded("speed"):
                series[say("speed.recorded", build=build["name"])] = build
        if as_in_class == ("wait", 4000, 2.0):
            for build in recorded("waits"):
                series[say("speed.recorded_waits", build=build["name"])] = build
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
        if kind == "serial" and work == "wait" and tasks * options["amount"] > LONGEST:
            alone = f"{tasks * options['amount']:,.0f}"
            raise ThreadlabError(say("kind.too_long", seconds=alone))
        most = most_at_once(kind)
        if (workers or tasks) <= most:
            found.append(measure("tasks", kind=kind, tasks=tasks, **options))
        elif kind in _MEGABYTES and not workers:
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


def most_at_once(kind: Kind) -> int:
    """How many of a kind this machine should be asked for at once.

    Threads 4000, processes 400, and fewer where limits of the user or the container, or the memory
    that is free, say so. A forked child of a small parent needs about 2 MB, a spawned one 8 MB.
    """
    if kind in ("serial", "asyncio"):
        return 100_000
    most = MOST_THREADS if kind == "threads" else MOST_PROCESSES
    for limit in (_user_limit(), _container_limit()):
        if limit is not None:
            most = min(most, max(limit // 2, 1))
    free = _free_megabytes()
    if kind in _MEGABYTES and free is not None:
        most = min(most, max(free // 2 // _MEGABYTES[kind], 1))
    return most


def _user_limit() -> int | None:
    try:
        import resource
    except ImportError:
        return None
    limit = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def _container_limit() -> int | None:
    file = Path("/sys/fs/cgroup/pids.max")
    words = file.read_text().strip() if file.is_file() else ""
    return int(words) if words.isdecimal() else None


def _free_megabytes() -> int | None:
    if not hasattr(os, "sysconf") or "SC_AVPHYS_PAGES" not in os.sysconf_names:
        return None
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    file = Path("/sys/fs/cgroup/memory.max")
    words = file.read_text().strip() if file.is_file() else ""
    return min(free, int(words) // 2**20) if words.isdecimal() else free
