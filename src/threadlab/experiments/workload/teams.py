"""Teams that begin all at once: one job divided among workers, and threads inside of processes."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from .base import Progress, compute, task

CALIBRATION = 50_000  # steps of a computation that is timed
Member = tuple[Callable[..., object], tuple[Any, ...]]  # a function and its arguments


def run_speed_up(
    kind: str, workers: list[int], work: str, amount: float, serial: float = 0.0, rounds: int = 2
) -> dict[str, object]:
    """Divide one job by each number of `workers`: "seconds", and those for "starting" the team.

    The job is `amount` steps of a computation ("cpu") or seconds of waiting ("wait"); a share
    `serial` of it is done by one alone before the others begin. `kind` is threads or a start
    method. Both lists have one value for each number of workers, the shortest of some `rounds`.
    """
    progress = Progress(len(workers))
    seconds, starting = [], []
    for count in workers:
        share: Member = (task, (work, amount * (1 - serial) / count))
        alone = (work, amount * serial)
        times = [_time_team(kind, [share] * count, alone) for _ in range(rounds)]
        starting.append(min(starts for starts, _ in times))
        seconds.append(min(works for _, works in times))
        progress.step()
    return {"seconds": seconds, "starting": starting}


def run_mix(
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
            starts, works = _time_team(kind, members)
            starting[-1].append(starts)
            seconds[-1].append(works)
            progress.step()
    return {"seconds": seconds, "starting": starting}


def steps_for(seconds: float) -> int:
    """How many steps of the computation take so many seconds, by the fastest of five trials."""
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        compute(CALIBRATION)
        best = min(best, time.perf_counter() - begin)
    return max(round(CALIBRATION * seconds / best), 1)


def _time_team(
    kind: str, members: Sequence[Member], alone: tuple[str, float] = ("empty", 0)
) -> tuple[float, float]:
    """Seconds until all of a team are ready to begin, and from there until they are done.

    What is to be done by one `alone` is done in between, by the caller, and counts as work.
    """
    context: Any = threading if kind == "threads" else multiprocessing.get_context(kind)
    make = context.Thread if kind == "threads" else context.Process
    began = time.perf_counter()
    gate = context.Barrier(len(members) + 1)
    team = [make(target=_member, args=(gate, *member)) for member in members]
    try:
        for one in team:
            one.start()
        while gate.n_waiting < len(members):
            time.sleep(0.0002)
    except Exception:
        gate.abort()  # the system's limit: those who wait already go home
        raise
    ready = time.perf_counter()
    task(*alone)
    gate.wait()
    for one in team:
        one.join()
    return ready - began, time.perf_counter() - ready


def _member(gate: Any, work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    gate.wait()
    work(*arguments)


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
