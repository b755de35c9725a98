"""A worker for each task, however many workers there may be; results in order.

like: ../right/pools.py
fails: check-threads-pace check-threads-next check-coroutines-limit check-processes-limit
"""
# %% by-threads
def by_threads(tasks, workers):
    with ThreadPoolExecutor(len(tasks) + 1) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]

# %% by-coroutines
def by_coroutines(tasks, workers):
    """Return the results of `tasks`, coroutine functions, at most `workers` at a time."""
    async def everything():
        permits = asyncio.Semaphore(workers + len(tasks))

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
    with ProcessPoolExecutor(len(tasks) + 1) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]
