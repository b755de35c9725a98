"""Many tasks by one kind of worker."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ..workload.base import Progress, task


def run(kind: str, tasks: int, workers: int, work: str, amount: float) -> dict[str, object]:
    """Do `tasks` by `kind`: seconds, and how many could be started.

    With `workers` 0 each task has a thread, process or coroutine of its own; else at most so many
    run at once. Kinds: serial, threads, fork, spawn, forkserver, asyncio, interpreters.
    """
    progress = Progress(tasks)
    begin = time.perf_counter()
    if kind == "serial":
        for _ in range(tasks):
            task(work, amount)
            progress.step()
        started = tasks
    elif kind == "threads":
        started = _threads(tasks, workers, work, amount, progress)
    elif kind == "asyncio":
        asyncio.run(_coroutines(tasks, workers, work, amount, progress))
        started = tasks
    elif kind == "interpreters":
        started = _interpreters(tasks, workers, work, amount, progress)
    else:
        started = _processes(kind, tasks, workers, work, amount, progress)
    return {"seconds": time.perf_counter() - begin, "started": started, "tasks": tasks}


def _threads(tasks: int, workers: int, work: str, amount: float, progress: Progress) -> int:
    if workers:
        with ThreadPoolExecutor(workers) as pool:
            for future in [pool.submit(task, work, amount) for _ in range(tasks)]:
                future.result()
                progress.step()
        return tasks
    threads = []
    try:
        for _ in range(tasks):
            thread = threading.Thread(target=task, args=(work, amount))
            thread.start()
            threads.append(thread)
    except RuntimeError:
        pass  # the system's limit: what has started is joined, and counted
    for thread in threads:
        thread.join()
        progress.step()
    return len(threads)


def _processes(
    kind: str, tasks: int, workers: int, work: str, amount: float, progress: Progress
) -> int:
    context: Any = multiprocessing.get_context(kind)
    if workers:
        with context.Pool(workers) as pool:
            for _ in pool.imap_unordered(_one, [(work, amount)] * tasks, chunksize=1):
                progress.step()
        return tasks
    processes = []
    try:
        for _ in range(tasks):
            process = context.Process(target=task, args=(work, amount))
            process.start()
            processes.append(process)
    except OSError:  # the system's limit
        pass
    for process in processes:
        process.join()
        progress.step()
    return len(processes)


def _one(arguments: tuple[str, float]) -> float:
    return task(*arguments)


async def _coroutines(
    tasks: int, workers: int, work: str, amount: float, progress: Progress
) -> None:
    turns = asyncio.Semaphore(workers or tasks or 1)

    async def one() -> None:
        async with turns:
            if work == "wait":
                await asyncio.sleep(amount)
            else:
                task(work, amount)
        progress.step()

    await asyncio.gather(*[one() for _ in range(tasks)])


def _interpreters(tasks: int, workers: int, work: str, amount: float, progress: Progress) -> int:
    from concurrent.futures import InterpreterPoolExecutor  # type: ignore[attr-defined]

    with InterpreterPoolExecutor(workers or tasks) as pool:
        for future in [pool.submit(task, work, amount) for _ in range(tasks)]:
            future.result()
            progress.step()
    return tasks
