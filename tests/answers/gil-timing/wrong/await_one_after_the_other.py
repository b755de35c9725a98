"""Each coroutine is awaited before the next one is called.

like: ../right/pools.py
fails: check-coroutines-together check-coroutines-limit check-coroutines-errors check-run-all-hidden check-compare-real
"""
# %% by-coroutines
def by_coroutines(tasks, workers):
    async def everything():
        return [await function(argument) for function, argument in tasks]

    with ThreadPoolExecutor(1) as loop:
        return loop.submit(asyncio.run, everything()).result()
