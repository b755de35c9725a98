"""As many tasks as there are workers, then wait for all of them, then the next batch.

like: ../right/pools.py
fails: check-threads-next check-coroutines-limit check-processes-limit
"""
# %% by-threads
def by_threads(tasks, workers):
    results = []
    while len(results) < len(tasks):
        batch = tasks[len(results):len(results) + workers]
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(function, argument) for function, argument in batch]
        results += [future.result() for future in futures]
    return results

# %% by-coroutines
def by_coroutines(tasks, workers):
    async def everything():
        results = []
        for first in range(0, len(tasks), workers):
            batch = tasks[first:first + workers]
            results += await asyncio.gather(*[f(x) for f, x in batch], return_exceptions=True)
        return results

    with ThreadPoolExecutor(1) as loop:
        results = loop.submit(asyncio.run, everything()).result()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results

# %% by-processes
def by_processes(tasks, workers):
    results = []
    for first in range(0, len(tasks), workers):
        with ProcessPoolExecutor(workers) as pool:
            futures = [pool.submit(f, x) for f, x in tasks[first:first + workers]]
        results += [future.result() for future in futures]
    return results
