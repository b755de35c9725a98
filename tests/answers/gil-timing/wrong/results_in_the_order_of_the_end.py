"""Results as they come.

like: ../right/pools.py
fails: check-threads-next check-threads-errors check-threads-once check-coroutines check-coroutines-limit check-coroutines-errors
"""
# %% by-threads
def by_threads(tasks, workers):
    results = []

    def work(function, argument):
        results.append(function(argument))

    with ThreadPoolExecutor(workers) as pool:
        for function, argument in tasks:
            pool.submit(work, function, argument)
    return results

# %% by-coroutines
def by_coroutines(tasks, workers):
    results = []

    async def everything():
        permits = asyncio.Semaphore(workers)

        async def one(function, argument):
            async with permits:
                results.append(await function(argument))

        await asyncio.gather(*[one(*task) for task in tasks])

    with ThreadPoolExecutor(1) as loop:
        loop.submit(asyncio.run, everything()).result()
    return results

# %% run-all
def run_all(tasks, kind, workers):
    """Return the results of `tasks`, done by `kind`, at most `workers` at a time."""
    if workers < 1:
        raise ValueError("there must be a worker")
    if kind == "serial":
        return [function(argument) for function, argument in tasks]
    kinds = {"threads": lambda tasks, workers: list(ThreadPoolExecutor(workers).map(lambda task: task[0](task[1]), tasks)), "processes": by_processes, "asyncio": by_coroutines}
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
