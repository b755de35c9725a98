"""The pool spawns, whatever the default is.
"""

# %% predicted
predicted = {"a": 12, "b": 3, "c": 3, "d": 3, "e": 3, "f": 1, "g": 12, "h": 7, "i": 6, "j": 1}

# %% figures
figures = {"gain": 5.70 / 1.47, "cores": 4, "thread": (3.01 - 2) / 4000 * 1000, "process": (21.1 - 2) / 4,
           "freed": 2.43 / 1.26, "price": (2.43 / 2.14 - 1) * 100}

# %% best-of
def best_of(runs, function, clock=perf_counter):
    """Return the seconds of the fastest of `runs` calls of `function()`, and its result."""
    if runs < 1:
        raise ValueError("at least one run")
    expected = function()
    times = []
    for _ in range(runs):
        start = clock()
        result = function()
        times.append(clock() - start)
        if result != expected:
            raise ValueError("not the same work")
    return min(times), expected

# %% laws
def speed_up(times):
    """Return the speed-up for each number of workers in `times`, a dictionary to seconds."""
    return {n: times[1] / t for n, t in times.items()}


def amdahl(alone, workers):
    """Return the speed-up of `workers` if the share `alone` must be done by one."""
    return 1 / (alone + (1 - alone) / workers)


def workers_needed(alone, speed):
    """Return the least number of workers with this speed-up, or None."""
    if speed <= 1:
        return 1
    if alone * speed >= 1:
        return None
    return ceil((1 - alone) / (1 / speed - alone) - 1e-9)

# %% by-threads
def by_threads(tasks, workers):
    """Return the results of `tasks`, done by threads, at most `workers` at a time."""
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(*task) for task in tasks]
    return [future.result() for future in futures]

# %% by-coroutines
def by_coroutines(tasks, workers):
    """Return the results of `tasks`, coroutine functions, at most `workers` at a time."""
    async def main():
        free = asyncio.Semaphore(workers)

        async def one(function, argument):
            async with free:
                return await function(argument)

        return await asyncio.gather(*(one(*task) for task in tasks), return_exceptions=True)

    with ThreadPoolExecutor(1) as pool:
        results = pool.submit(asyncio.run, main()).result()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results

# %% by-processes
def by_processes(tasks, workers):
    """Return the results of `tasks`, done by other processes, at most `workers` at a time."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
        errors = [future.exception() for future in futures]
    for error in errors:
        if error is not None:
            raise error
    return [future.result() for future in futures]

# %% run-all
def run_all(tasks, kind, workers):
    """Return the results of `tasks`, done by `kind`, at most `workers` at a time."""
    if workers < 1:
        raise ValueError("no worker")
    if kind == "serial":
        return [function(argument) for function, argument in tasks]
    if kind == "threads":
        return by_threads(tasks, workers)
    if kind == "processes":
        return by_processes(tasks, workers)
    if kind == "asyncio":
        return by_coroutines(tasks, workers)
    raise ValueError(f"no kind {kind}")


def compare(cases, workers, clock=perf_counter):
    """Return the seconds of each kind in `cases`, a dictionary to its tasks; the fastest first."""
    times, results = {}, []
    for kind, tasks in cases.items():
        times[kind], result = best_of(3, lambda: run_all(tasks, kind, workers), clock)
        results.append(result)
    if any(result != results[0] for result in results):
        raise ValueError("not the same work")
    return dict(sorted(times.items(), key=lambda item: item[1]))

# %% guess
guess = {"naps by threads": 20, "naps by asyncio": 20, "sums by threads": 1, "sums by processes": 2}

# %% choices
choices = {1: ("processes", 8), 2: ("threads", 20), 3: ("asyncio", 5000), 4: ("serial", 1), 5: ("threads", 8)}

