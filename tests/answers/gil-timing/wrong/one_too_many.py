"""One worker more than allowed: the one that calls is not counted.

like: ../right/pools.py
fails: check-threads-pace check-threads-next check-coroutines-limit check-processes-limit
"""
# %% by-threads
def by_threads(tasks, workers):
    """Return the results of `tasks`, done by threads, at most `workers` at a time."""
    with ThreadPoolExecutor(workers + 1) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]

# %% by-coroutines
def by_coroutines(tasks, workers):
    """Return the results of `tasks`, coroutine functions, at most `workers` at a time."""
    async def everything():
        permits = asyncio.Semaphore(workers + 1)

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
    with ProcessPoolExecutor(workers + 1) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]
