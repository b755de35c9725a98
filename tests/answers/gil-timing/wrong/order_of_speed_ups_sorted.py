"""Speed-ups sorted by the number of workers.

like: ../right/pools.py
fails: check-laws-hidden
"""
# %% laws [changed]
-    return {workers: times[1] / seconds for workers, seconds in times.items()}
+    return {workers: times[1] / seconds for workers, seconds in sorted(times.items())}
