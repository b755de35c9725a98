"""The results of processes are sorted, so that they are always in the same order.

like: ../right/pools.py
fails: check-processes check-processes-spawn check-run-all
"""
# %% by-processes [changed]
-    return [future.result() for future in futures]
+    return sorted(future.result() for future in futures)
