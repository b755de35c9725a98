"""The same tasks by threads inside of processes, one mix after the other."""

from __future__ import annotations

import threading
import time

from ..workload.base import Progress, compute
from ..workload.teams import Member, time_team

TRIAL_STEPS = 50_000  # of a computation that is timed


def run(
    kind: str, processes: list[int], threads: list[int], tasks: int, wait: float, busy: float
) -> dict[str, object]:
    """Do `tasks` by each number of `processes`, with each number of `threads` in every one.

    Each task waits for `wait` seconds, as for a download, and then computes for `busy` seconds.
    `kind` is the start method. "seconds" and "starting" have a row for each number of processes.
    """
    steps = steps_for(busy)
    progress = Progress(len(processes) * len(threads))
    seconds: list[list[float]] = []
    starting: list[list[float]] = []
    for many in processes:
        seconds.append([])
        starting.append([])
        for crew in threads:
            shares = [len(range(number, tasks, many)) for number in range(many)]
            members: list[Member] = [(_crew, (crew, share, wait, steps)) for share in shares]
            starts, works = time_team(kind, members)
            starting[-1].append(starts)
            seconds[-1].append(works)
            progress.step()
    return {"seconds": seconds, "starting": starting}


def steps_for(seconds: float) -> int:
    """How many steps of the computation take so many seconds, by the fastest of five trials."""
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        compute(TRIAL_STEPS)
        best = min(best, time.perf_counter() - begin)
    return max(round(TRIAL_STEPS * seconds / best), 1)


def _crew(crew: int, tasks: int, wait: float, steps: int) -> None:
    """One process of a mix: its share of the tasks, done by a crew of threads."""
    left = tasks
    counting = threading.Lock()

    def help_out() -> None:
        nonlocal left
        while True:
            with counting:
                if left == 0:
                    return
                left -= 1
            time.sleep(wait)
            compute(steps)

    team = [threading.Thread(target=help_out) for _ in range(min(crew, tasks))]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join()
