"""Nobody catches an error in a thread; gather hands errors over as results; a process of its own swallows them.

like: ../right/pools.py
fails: check-threads-errors check-coroutines-errors check-processes-errors
"""
# %% by-threads
def by_threads(tasks, workers):
    todo = Queue()
    for number, task in enumerate(tasks):
        todo.put((number, task))
    results = [None] * len(tasks)

    def worker():
        while True:
            try:
                number, (function, argument) = todo.get_nowait()
            except Empty:
                return
            try:
                results[number] = function(argument)
            except Exception as error:
                print("error:", error)

    team = [Thread(target=worker) for _ in range(workers)]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join()
    return results

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

    with ThreadPoolExecutor(1) as loop:
        results = loop.submit(asyncio.run, everything()).result()
    return results

# %% by-processes
def by_processes(tasks, workers):
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [None if future.exception() else future.result() for future in futures]
