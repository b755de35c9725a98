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

# %% run-all [changed]
-    kinds = {"threads": by_threads, "processes": by_processes, "asyncio": by_coroutines}
+    kinds = {"threads": lambda tasks, workers: list(ThreadPoolExecutor(workers).map(lambda task: task[0](task[1]), tasks)), "processes": by_processes, "asyncio": by_coroutines}
