"""A team of daemons that waits for more; a loop that runs for ever; processes that are kept.

like: ../right/pools.py
fails: check-threads-errors check-threads-once check-coroutines-errors check-processes-errors
"""
# %% by-threads
def by_threads(tasks, workers):
    todo, done = Queue(), Queue()

    def worker():
        while True:
            number, (function, argument) = todo.get()
            try:
                done.put((number, function(argument), None))
            except Exception as error:
                done.put((number, None, error))

    for _ in range(workers):
        Thread(target=worker, daemon=True).start()
    for number, task in enumerate(tasks):
        todo.put((number, task))
    outcomes = sorted((done.get() for _ in tasks), key=lambda outcome: outcome[0])
    for _, _, error in outcomes:
        if error:
            raise error
    return [result for _, result, _ in outcomes]

# %% by-coroutines [changed]
-    """Return the results of `tasks`, coroutine functions, at most `workers` at a time."""
@@ async def everything():
-        team = [one(function, argument) for function, argument in tasks]
-        return await asyncio.gather(*team, return_exceptions=True)
+        return await asyncio.gather(*[one(*task) for task in tasks], return_exceptions=True)
@@ def by_coroutines(tasks, workers):
-    with ThreadPoolExecutor(1) as loop:
-        results = loop.submit(asyncio.run, everything()).result()
+    loop = asyncio.new_event_loop()
+    Thread(target=loop.run_forever, daemon=True).start()
+    results = asyncio.run_coroutine_threadsafe(everything(), loop).result()

# %% by-processes
pools = []

def by_processes(tasks, workers):
    pool = multiprocessing.Pool(workers)
    pools.append(pool)
    return [job.get() for job in [pool.apply_async(function, (argument,)) for function, argument in tasks]]
