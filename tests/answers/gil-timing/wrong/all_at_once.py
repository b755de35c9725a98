"""A worker for each task, however many workers there may be; results in order.

like: ../right/pools.py
fails: check-threads-pace check-threads-next check-coroutines-limit check-processes-limit
"""
# %% by-threads
def by_threads(tasks, workers):
    with ThreadPoolExecutor(len(tasks) + 1) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]

# %% by-coroutines [changed]
-        permits = asyncio.Semaphore(workers)
+        permits = asyncio.Semaphore(workers + len(tasks))

# %% by-processes
def by_processes(tasks, workers):
    with ProcessPoolExecutor(len(tasks) + 1) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [future.result() for future in futures]
