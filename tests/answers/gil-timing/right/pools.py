"""Pools for threads and processes, a semaphore for coroutines."""
# %% predicted
predicted = {
    "a": 12, "b": 3, "c": 3, "d": 3,
    "e": 3, "f": 1, "g": 12,
    "h": 7, "i": 6, "j": 1,
}

# %% figures
figures = {
    "gain": 5.70 / 1.47,
    "cores": 2,
    "thread": (3.01 - 2) / 4000 * 1000,
    "process": (21.1 - 2) / 4000 * 1000,
    "freed": 2.43 / 1.26,
    "price": (2.43 / 2.14 - 1) * 100,
}

# %% best-of
def best_of(runs, function, clock=perf_counter):
    """Return the seconds of the fastest of `runs` calls of `function()`, and its result."""
    if runs < 1:
        raise ValueError("at least one run is needed")
    expected = function()
    fastest = None
    for _ in range(runs):
        begin = clock()
        result = function()
        spent = clock() - begin
        if result != expected:
            raise ValueError(f"a run came to {result}, the warm-up to {expected}")
        if fastest is None or spent < fastest:
            fastest = spent
    return fastest, expected

# %% laws
def speed_up(times):
    """Return the speed-up for each number of workers in `times`, a dictionary to seconds."""
    return {workers: times[1] / seconds for workers, seconds in times.items()}


def amdahl(alone, workers):
    """Return the speed-up of `workers` if the share `alone` must be done by one."""
    return 1 / (alone + (1 - alone) / workers)


def workers_needed(alone, speed):
    """Return the least number of workers with this speed-up, or None."""
    if speed <= 1:
        return 1
    if alone * speed >= 1:
        return None
    return ceil((1 - alone) / (1 / speed - alone))

# %% by-threads
def by_threads(tasks, workers):
    """Return the results of `tasks`, done by threads, at most `workers` at a time."""
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]

# %% by-coroutines
def by_coroutines(tasks, workers):
    """Return the results of `tasks`, coroutine functions, at most `workers` at a time."""
    async def everything():
        permits = asyncio.Semaphore(workers)

        async def one(function, argument):
            async with permits:
                return await function(argument)

        team = [one(function, argument) for function, argument in tasks]
        return await asyncio.gather(*team, return_exceptions=True)

    with ThreadPoolExecutor(1) as loop:
        results = loop.submit(asyncio.run, everything()).result()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results

# %% by-processes
def by_processes(tasks, workers):
    """Return the results of `tasks`, done by other processes, at most `workers` at a time."""
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]

# %% run-all
def run_all(tasks, kind, workers):
    """Return the results of `tasks`, done by `kind`, at most `workers` at a time."""
    if workers < 1:
        raise ValueError("there must be a worker")
    if kind == "serial":
        return [function(argument) for function, argument in tasks]
    kinds = {"threads": by_threads, "processes": by_processes, "asyncio": by_coroutines}
    if kind not in kinds:
        raise ValueError(f"there is no kind {kind!r}")
    return kinds[kind](tasks, workers)


def compare(cases, workers, clock=perf_counter):
    """Return the seconds of each kind in `cases`, a dictionary to its tasks; the fastest first."""
    seconds, results = {}, []
    for kind, tasks in cases.items():
        seconds[kind], result = best_of(3, lambda: run_all(tasks, kind, workers), clock)
        results.append(result)
    if any(result != results[0] for result in results):
        raise ValueError("the kinds come to different results")
    return dict(sorted(seconds.items(), key=lambda item: item[1]))

# %% guess
guess = {
    "naps by threads": 18,
    "naps by asyncio": 19,
    "sums by threads": 1,
    "sums by processes": 1.9,
}

# %% choices
choices = {
    1: ("processes", 8),
    2: ("threads", 20),
    3: ("asyncio", 5000),
    4: ("serial", 1),
    5: ("threads", 8),
}
