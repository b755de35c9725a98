"""Errors are wrapped: a RuntimeError, and an ExceptionGroup.

like: ../right/pools.py
fails: check-threads-errors check-coroutines-errors check-processes-errors
"""
# %% by-threads
def by_threads(tasks, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    try:
        return [future.result() for future in futures]
    except Exception as error:
        raise RuntimeError("a task failed") from error

# %% by-coroutines
def by_coroutines(tasks, workers):
    async def everything():
        permits = asyncio.Semaphore(workers)

        async def one(function, argument):
            async with permits:
                return await function(argument)

        async with asyncio.TaskGroup() as group:
            team = [group.create_task(one(*task)) for task in tasks]
        return [task.result() for task in team]

    with ThreadPoolExecutor(1) as loop:
        return loop.submit(asyncio.run, everything()).result()

# %% by-processes
def by_processes(tasks, workers):
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    try:
        return [future.result() for future in futures]
    except Exception as error:
        raise RuntimeError("a task failed") from error
