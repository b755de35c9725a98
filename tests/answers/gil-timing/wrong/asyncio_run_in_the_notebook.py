"""asyncio.run in the thread that calls: it works in a script.

like: ../right/pools.py
fails: check-coroutines-notebook
"""
# %% by-coroutines [changed]
-    with ThreadPoolExecutor(1) as loop:
-        results = loop.submit(asyncio.run, everything()).result()
+    results = asyncio.run(everything())
