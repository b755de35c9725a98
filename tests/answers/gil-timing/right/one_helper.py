"""One helper for both pools, defined in another cell; map of an importable function; coroutines in a loop of a thread that is talked to.

like: pools.py
"""
# %% laws [changed]
     return ceil((1 - alone) / (1 / speed - alone))
+
+
+def through(pool, tasks):
+    with pool:
+        waiting = []
+        for function, argument in tasks:
+            waiting.append(pool.submit(function, argument))
+        answers = []
+        for one in waiting:
+            answers.append(one.exception() or one.result())
+    for one in waiting:
+        one.result()
+    return answers

# %% by-threads
by_threads = lambda tasks, workers: through(ThreadPoolExecutor(max_workers=workers, thread_name_prefix="mei"), tasks)

# %% by-coroutines
def by_coroutines(tasks, workers):
    loop = asyncio.new_event_loop()
    driver = Thread(target=loop.run_forever)
    driver.start()

    async def all_of_them():
        semaphore = asyncio.BoundedSemaphore(workers)
        outcome = {}

        async def guarded(n, f, x):
            await semaphore.acquire()
            try:
                outcome[n] = (await f(x), None)
            except Exception as e:
                outcome[n] = (None, e)
            finally:
                semaphore.release()

        async with asyncio.TaskGroup() as group:
            for n, (f, x) in enumerate(tasks):
                group.create_task(guarded(n, f, x))
        return [outcome[n] for n in range(len(tasks))]

    try:
        outcome = asyncio.run_coroutine_threadsafe(all_of_them(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        driver.join()
        loop.close()
    for _, error in outcome:
        if error:
            raise error
    return [result for result, _ in outcome]

# %% by-processes
def by_processes(tasks, workers):
    return through(ProcessPoolExecutor(max_workers=workers), tasks)

# %% guess [changed]
 }
+
+measured_by_me = "see below"
