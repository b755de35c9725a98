"""What is measured: run by its path, by any interpreter from 3.11 on, with no package installed.

Reads one job as JSON from its input, prints JSON lines: {"done": …, "of": …} now and then, and in
the end {"result": …}, or {"error": …} with a sentence. A job is a dictionary with "job", the name
of a function below without its first word, and the function's arguments.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import queue
import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

PRIME = 1_000_003
TICK = 0.1  # seconds between two words on progress


class Progress:
    """Says now and then how much is done."""

    def __init__(self, of: int) -> None:
        self.of = of
        self.done = 0
        self._last = 0.0

    def step(self) -> None:
        """Count one more."""
        self.done += 1
        now = time.monotonic()
        if now - self._last > TICK or self.done == self.of:
            self._last = now
            say({"done": self.done, "of": self.of})


def say(line: object) -> None:
    """Print one line of JSON."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def compute(steps: int) -> int:
    """Do `steps` multiplications that depend on each other, and return what comes out."""
    result = 1
    for number in range(1, steps + 1):
        result = result * number % PRIME or 1
    return result


def task(work: str, amount: float) -> float:
    """One task: "cpu" of so many steps, "wait" of so many seconds, or "empty"."""
    if work == "cpu":
        return compute(int(amount))
    if work == "wait":
        time.sleep(amount)
    return 0


# --- many tasks by one kind of worker


def run_tasks(kind: str, tasks: int, workers: int, work: str, amount: float) -> dict[str, object]:
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


# --- what it costs to start one


def run_start_cost(kinds: list[str], repeats: dict[str, int]) -> dict[str, object]:
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


# --- updates that get lost


class Box:
    """An object with a number."""

    n = 0


def plus1(number: int) -> int:
    """A Python call in between."""
    return number + 1


n = 0
box = Box()
table = {"k": 0}
lock = threading.Lock()


def add_name(times: int) -> None:
    """Do `n += 1`."""
    global n
    for _ in range(times):
        n += 1


def add_call(times: int) -> None:
    """Do `n += int(1)`."""
    global n
    for _ in range(times):
        n += int(1)  # noqa: RUF046, UP018 - the call is what is measured


def add_attribute(times: int) -> None:
    """Do `box.n += 1`."""
    for _ in range(times):
        box.n += 1


def add_item(times: int) -> None:
    """Do `table["k"] += 1`."""
    for _ in range(times):
        table["k"] += 1


def add_function(times: int) -> None:
    """Do `box.n = plus1(box.n)`."""
    for _ in range(times):
        box.n = plus1(box.n)


def add_sleep(times: int) -> None:
    """Read, give way, write."""
    global n
    for _ in range(times):
        seen = n
        time.sleep(0)
        n = seen + 1


def add_locked(times: int) -> None:
    """Do `n += int(1)` with a lock around it."""
    global n
    for _ in range(times):
        with lock:
            n += int(1)  # noqa: RUF046, UP018


SHAPES = {
    "name": add_name,
    "attribute": add_attribute,
    "item": add_item,
    "call": add_call,
    "function": add_function,
    "sleep": add_sleep,
    "locked": add_locked,
}


def run_lost_updates(
    shapes: list[str], threads: int, times: int, interval: float | None = None
) -> dict[str, object]:
    """Let `threads` add `times` each: percent of the updates lost by shape, {"lost": {shape: %}}.

    Shapes with a sleep or a lock, which are slow, do a tenth. `interval` is the switch interval
    in seconds.
    """
    global n
    if interval is not None:
        sys.setswitchinterval(interval)
    progress = Progress(len(shapes))
    lost = {}
    for shape in shapes:
        n = box.n = table["k"] = 0
        each = times // 10 if shape in ("sleep", "locked") else times
        everybody = threading.Barrier(threads)

        def work(shape: str = shape, each: int = each, everybody: Any = everybody) -> None:
            everybody.wait()
            SHAPES[shape](each)

        team = [threading.Thread(target=work) for _ in range(threads)]
        for thread in team:
            thread.start()
        for thread in team:
            thread.join()
        arrived = n + box.n + table["k"]
        lost[shape] = 100 * (1 - arrived / (threads * each))
        progress.step()
    return {"lost": lost, "threads": threads, "times": times}


# --- who has to wait beside busy threads


def run_latency(busy: int, interval: float, rounds: int) -> dict[str, object]:
    """Beside `busy` computing threads: median ms of a sleep of 1 ms, and of a one-byte answer.

    `interval` is the switch interval in seconds.
    """
    sys.setswitchinterval(interval)
    stop = threading.Event()
    team = [threading.Thread(target=_until, args=(stop,), daemon=True) for _ in range(busy)]
    for thread in team:
        thread.start()
    progress = Progress(2 * rounds)
    sleeps = [_timed(lambda: time.sleep(0.001), progress) for _ in range(rounds)]
    here, there = socket.socketpair()
    echo = threading.Thread(target=_echo, args=(there,), daemon=True)
    echo.start()

    def ask() -> None:
        here.sendall(b"x")
        here.recv(1)

    answers = [_timed(ask, progress) for _ in range(rounds)]
    here.close()
    stop.set()
    return {
        "sleep_ms": statistics.median(sleeps) * 1000,
        "answer_ms": statistics.median(answers) * 1000,
    }


def _until(stop: threading.Event) -> None:
    while not stop.is_set():
        compute(200)


def _echo(there: socket.socket) -> None:
    with there:
        while there.recv(1):
            there.sendall(b"x")


def _timed(action: Callable[[], object], progress: Progress) -> float:
    begin = time.perf_counter()
    action()
    progress.step()
    return time.perf_counter() - begin


# --- a hundred threads take one each


def run_take_one(threads: int, pause: float, locked: bool) -> dict[str, object]:
    """Let each of `threads` take one from as many, with a `pause` in between: left, seconds."""
    stock = {"left": threads}
    gate = threading.Lock()
    progress = Progress(threads)

    def take() -> None:
        seen = stock["left"]
        time.sleep(pause)
        stock["left"] = seen - 1

    def take_safely() -> None:
        with gate:
            take()

    begin = time.perf_counter()
    team = [threading.Thread(target=take_safely if locked else take) for _ in range(threads)]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join()
        progress.step()
    return {"left": stock["left"], "seconds": time.perf_counter() - begin}


# --- producers, a buffer and consumers


def run_buffer(
    producers: int, consumers: int, size: int, items: int, produce: float, consume: float
) -> dict[str, object]:
    """Let `producers` make `items` in all and `consumers` use them: the buffer's level over time.

    One item takes `produce` seconds to make and `consume` seconds to use.
    """
    line: queue.Queue[int | None] = queue.Queue(size)
    levels: list[tuple[float, int]] = [(0.0, 0)]
    level = 0
    counting = threading.Lock()
    progress = Progress(items)
    begin = time.perf_counter()

    def count(change: int) -> None:
        nonlocal level
        with counting:
            level += change
            levels.append((time.perf_counter() - begin, max(level, 0)))

    def make(numbers: range) -> None:
        for number in numbers:
            time.sleep(produce)
            line.put(number)
            count(1)

    def use() -> None:
        while line.get() is not None:
            count(-1)
            time.sleep(consume)
            with counting:
                progress.step()

    makers = [
        threading.Thread(target=make, args=(range(number, items, producers),))
        for number in range(producers)
    ]
    users = [threading.Thread(target=use) for _ in range(consumers)]
    for thread in [*makers, *users]:
        thread.start()
    for thread in makers:
        thread.join()
    for _ in users:
        line.put(None)
    for thread in users:
        thread.join()
    return {"levels": levels, "seconds": time.perf_counter() - begin}


JOBS: dict[str, Callable[..., dict[str, object]]] = {
    "tasks": run_tasks,
    "start-cost": run_start_cost,
    "lost-updates": run_lost_updates,
    "latency": run_latency,
    "take-one": run_take_one,
    "buffer": run_buffer,
}


def build() -> dict[str, object]:
    """Which interpreter this is: its version, whether it has a GIL, and the cores it may use."""
    has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    version = ".".join(map(str, sys.version_info[:3]))
    return {"version": version, "gil": has_gil, "cores": cores, "system": sys.platform}


def main() -> None:
    """Do one job."""
    job = json.loads(sys.stdin.readline() or "{}")
    try:
        name = job.pop("job", "")
        result = JOBS[name](**job) if name else {}
    except Exception as error:
        say({"error": f"{type(error).__name__}: {error}"})
        raise SystemExit(1) from None
    say({"result": result, "build": build()})


if __name__ == "__main__":
    main()
