"""Each coroutine has a loop in a thread of its own.

like: ../right/pools.py
fails: check-coroutines-together check-run-all-hidden
"""
# %% by-coroutines
def by_coroutines(tasks, workers):
    def alone(task):
        function, argument = task
        async def one():
            return await function(argument)
        return asyncio.run(one())

    return by_threads([(alone, task) for task in tasks], workers)
