"""Nobody catches an error in a thread; gather hands errors over as results; a process of its own swallows them.

like: ../right/pools.py
fails: check-threads-errors check-coroutines-errors check-processes-errors
"""
# %% by-threads [like ../right/by_hand.py]
-    errors = {}
@@ def worker():
-                errors[number] = error
+                print("error:", error)
@@ def by_threads(tasks, workers):
-    if errors:
-        raise errors[min(errors)]

# %% by-coroutines [changed]
-    for result in results:
-        if isinstance(result, Exception):
-            raise result

# %% by-processes
def by_processes(tasks, workers):
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(function, argument) for function, argument in tasks]
    return [None if future.exception() else future.result() for future in futures]
