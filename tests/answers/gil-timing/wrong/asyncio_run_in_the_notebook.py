"""asyncio.run in the thread that calls: it works in a script.

like: ../right/pools.py
fails: check-coroutines-notebook
"""
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

    results = asyncio.run(everything())
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
