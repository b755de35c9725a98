"""Each coroutine has a loop in a thread of its own.

like: ../right/pools.py
fails: check-coroutines-together check-run-all-hidden
"""
# %% by-coroutines
from threading import Event


def by_coroutines(tasks, workers):
    begun = Event()

    def alone(numbered):
        number, (function, argument) = numbered
        if number:
            begun.wait()  # the order is not what is wrong here

        async def one():
            asyncio.get_running_loop().call_soon(begun.set)
            return await function(argument)

        return asyncio.run(one())

    return by_threads([(alone, numbered) for numbered in enumerate(tasks)], workers)
