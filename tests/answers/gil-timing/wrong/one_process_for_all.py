"""One process does everything.

like: ../right/pools.py
fails: check-processes-apart check-processes-limit check-processes-spawn check-run-all-hidden
"""
# %% by-processes [changed]
-    with ProcessPoolExecutor(workers) as pool:
+    with ProcessPoolExecutor(1) as pool:
