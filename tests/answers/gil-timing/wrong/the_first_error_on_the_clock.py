"""Whoever fails first is heard; what is still running is left running, or cancelled.

like: ../right/pools.py
fails: check-threads-errors check-coroutines-errors
"""
# %% by-threads
from concurrent.futures import wait, FIRST_EXCEPTION

def by_threads(tasks, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
        done, _ = wait(futures, return_when=FIRST_EXCEPTION)
        for future in done:
            future.result()
    return [future.result() for future in futures]

# %% by-coroutines
def by_coroutines(tasks, workers):
    async def everything():
        permits = asyncio.Semaphore(workers)

        async def one(function, argument):
            async with permits:
                return await function(argument)

        return await asyncio.gather(*[one(*task) for task in tasks])

    with ThreadPoolExecutor(1) as loop:
        return loop.submit(asyncio.run, everything()).result()
