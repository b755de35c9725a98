"""What it costs to start one."""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import threading
import time
from typing import Any

from ..workload.base import Progress, task


def run(kinds: list[str], repeats: dict[str, int]) -> dict[str, object]:
    """Microseconds to start and join an empty task, the median, by kind: {"microseconds": …}.

    Kinds that this interpreter has not are left out.
    """
    chosen = [kind for kind in kinds if kind in ("asyncio", "thread", "interpreter")
              or kind in multiprocessing.get_all_start_methods()]  # fmt: skip
    progress = Progress(sum(repeats[kind] for kind in chosen))
    found = {}
    for kind in chosen:
        try:
            times = _start_times(kind, repeats[kind], progress)
        except ImportError:
            continue
        found[kind] = statistics.median(times) * 1e6
    return {"microseconds": found}


def _start_times(kind: str, repeats: int, progress: Progress) -> list[float]:
    if kind == "asyncio":
        return asyncio.run(_task_times(repeats, progress))
    if kind == "interpreter":
        return _interpreter_times(repeats, progress)
    times = []
    for number in range(repeats + 1):
        begin = time.perf_counter()
        if kind == "thread":
            one: Any = threading.Thread(target=task, args=("empty", 0))
        else:
            context: Any = multiprocessing.get_context(kind)
            one = context.Process(target=task, args=("empty", 0))
        one.start()
        one.join()
        if number:  # the first one warms up, the fork server among others
            times.append(time.perf_counter() - begin)
            progress.step()
    return times


async def _task_times(repeats: int, progress: Progress) -> list[float]:
    async def empty() -> None:
        pass

    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        await asyncio.create_task(empty())
        times.append(time.perf_counter() - begin)
        progress.step()
    return times


def _interpreter_times(repeats: int, progress: Progress) -> list[float]:
    from concurrent import interpreters  # type: ignore[attr-defined]

    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        one = interpreters.create()
        one.exec("pass")
        one.close()
        times.append(time.perf_counter() - begin)
        progress.step()
    return times
