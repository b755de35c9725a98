"""One worker more than allowed: the one that calls is not counted.

like: ../right/pools.py
fails: check-threads-pace check-threads-next check-coroutines-limit check-processes-limit
"""
# %% by-threads [changed]
-    with ThreadPoolExecutor(workers) as pool:
+    with ThreadPoolExecutor(workers + 1) as pool:

# %% by-coroutines [changed]
-        permits = asyncio.Semaphore(workers)
+        permits = asyncio.Semaphore(workers + 1)

# %% by-processes [changed]
-    with ProcessPoolExecutor(workers) as pool:
+    with ProcessPoolExecutor(workers + 1) as pool:
