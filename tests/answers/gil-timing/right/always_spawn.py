"""The pool spawns, whatever the default is.

like: stops_at_the_first_error.py
"""
# %% laws [like pools.py]
-    return {workers: times[1] / seconds for workers, seconds in times.items()}
+    return {n: times[1] / t for n, t in times.items()}
@@ def workers_needed(alone, speed):
-    return ceil((1 - alone) / (1 / speed - alone))
+    return ceil((1 - alone) / (1 / speed - alone) - 1e-9)

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
