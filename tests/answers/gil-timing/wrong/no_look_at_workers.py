"""The number of workers is not looked at for serial; the slowest kind comes first.

like: ../right/pools.py
fails: check-run-all-hidden check-compare check-compare-hidden check-compare-real
"""
# %% run-all [changed]
-    if workers < 1:
-        raise ValueError("there must be a worker")
@@ def compare(cases, workers, clock=perf_counter):
-    return dict(sorted(seconds.items(), key=lambda item: item[1]))
+    return dict(sorted(seconds.items(), key=lambda item: item[1], reverse=True))
