"""Threads inside of processes: how long the same tasks take by each mix, as a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from threadlab.experiments.builds import Build, this_build
from threadlab.experiments.figures import INK, Drawn
from threadlab.experiments.kinds import process_kind
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
from threadlab.extras import needed
from threadlab.pictures.picture import RED
from threadlab.words import say

TASKS = 32
WAIT_SECONDS = 0.09  # of a task
BUSY_SECONDS = 0.01  # of computing, after it has waited


@dataclass(frozen=True)
class Mix(Drawn):
    """`seconds` by the number of processes (rows) and of threads in each of them (columns)."""

    processes: tuple[int, ...]
    threads: tuple[int, ...]
    seconds: tuple[tuple[float, ...], ...]
    name: str
    tasks: int = TASKS
    wait: float = WAIT_SECONDS
    busy: float = BUSY_SECONDS

    @property
    def best(self) -> tuple[int, int]:
        """The processes and the threads in each of them that took least."""
        row, column = min(
            ((row, column) for row in range(len(self.processes))
             for column in range(len(self.threads))),
            key=lambda place: self.seconds[place[0]][place[1]],
        )  # fmt: skip
        return self.processes[row], self.threads[column]

    def at(self, processes: int, threads: int) -> float:
        """Seconds by one mix."""
        return self.seconds[self.processes.index(processes)][self.threads.index(threads)]

    @property
    def inches(self) -> float:
        """How high the figure is."""
        return 0.62 * len(self.processes) + 1.3

    def draw(self, axes: Any) -> None:
        """Draw them: the shorter, the lighter, and a frame around the shortest."""
        with needed():
            from matplotlib.colors import LogNorm
            from matplotlib.patches import Rectangle

        rows, columns = len(self.processes), len(self.threads)
        flat = [value for row in self.seconds for value in row]
        scale = LogNorm(min(flat), max(max(flat), min(flat) * 1.01))
        mesh = axes.pcolormesh(self.seconds, cmap="cividis_r", norm=scale, edgecolors=INK,
                               linewidth=0.6)  # fmt: skip
        for row in range(rows):
            for column in range(columns):
                value = self.seconds[row][column]
                dark = sum(mesh.cmap(scale(value))[:3]) < 1.4
                axes.text(column + 0.5, row + 0.5, f"{value:.2f} s", ha="center", va="center",
                          color="white" if dark else "black", fontsize=10)  # fmt: skip
        best = self.best
        place = (self.threads.index(best[1]), self.processes.index(best[0]))
        axes.add_patch(
            Rectangle((place[0] + 0.03, place[1] + 0.05), 0.94, 0.9, fill=False, edgecolor=RED,
                      linewidth=3)
        )  # fmt: skip
        axes.set_xticks([column + 0.5 for column in range(columns)], list(map(str, self.threads)))
        axes.set_yticks([row + 0.5 for row in range(rows)], list(map(str, self.processes)))
        axes.set_xlabel(say("mix.threads"))
        axes.set_ylabel(say("mix.processes"))
        axes.set_title(self.title, color=INK, fontsize=10, loc="left")
        axes.invert_yaxis()
        axes.tick_params(length=0)

    @property
    def title(self) -> str:
        """What was measured, in one line."""
        return say("mix.title", tasks=self.tasks, wait=f"{1000 * self.wait:g}",
                   busy=f"{1000 * self.busy:g}", name=self.name)  # fmt: skip

    def __repr__(self) -> str:
        lines = [self.title]
        for count, row in zip(self.processes, self.seconds, strict=True):
            cells = ", ".join(
                say("mix.cell", count=crew, seconds=f"{value:.2f}")
                for crew, value in zip(self.threads, row, strict=True)
            )
            lines.append(say("mix.row", count=count, cells=cells))
        lines.append(say("mix.best", processes=self.best[0], threads=self.best[1]))
        return "\n".join(lines)


def mix(
    processes: Sequence[int] = (1, 2, 4),
    threads: Sequence[int] = (1, 4, 8),
    *,
    tasks: int = TASKS,
    wait: float = WAIT_SECONDS,
    busy: float = BUSY_SECONDS,
    with_start: bool = False,
    build: Build | None = None,
) -> Mix:
    """Do `tasks` by each number of `processes`, with each number of `threads` in every one.

    A task waits for `wait` seconds, as for a download, and then computes for about `busy` seconds.
    The clock begins when all processes are ready, or `with_start` when the first is started.
    """
    build = build or this_build()
    found = measure("mix", build=build, kind=process_kind(), processes=list(processes),
                    threads=list(threads), tasks=tasks, wait=wait, busy=busy).result  # fmt: skip
    seconds = found["seconds"]
    if with_start:
        seconds = [[a + b for a, b in zip(one, other, strict=True)]
                   for one, other in zip(seconds, found["starting"], strict=True)]  # fmt: skip
    name = say("measuring.here", build=build.name)
    rows = tuple(map(tuple, seconds))
    return Mix(tuple(processes), tuple(threads), rows, name, tasks, wait, busy)


def recorded_mix() -> Mix:
    """Return the heat map that was recorded for the book."""
    found = recorded("mix")[0]
    name = say("measuring.recorded", build=found["name"])
    rows = tuple(map(tuple, found["seconds"]))
    return Mix(tuple(found["processes"]), tuple(found["threads"]), rows, name, found["tasks"],
               found["wait"], found["busy"])  # fmt: skip
