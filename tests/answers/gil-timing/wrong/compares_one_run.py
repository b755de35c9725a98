"""compare measures by itself, once, with the warm-up in it.

like: ../right/pools.py
fails: check-compare-hidden
"""
# %% run-all [changed]
-    """Return the seconds of each kind in `cases`, a dictionary to its tasks; the fastest first."""
-    seconds, results = {}, []
+    table, results = [], []
     for kind, tasks in cases.items():
-        seconds[kind], result = best_of(3, lambda: run_all(tasks, kind, workers), clock)
-        results.append(result)
+        begin = clock()
+        results.append(run_all(tasks, kind, workers))
+        table.append((clock() - begin, kind))
     if any(result != results[0] for result in results):
-        raise ValueError("the kinds come to different results")
-    return dict(sorted(seconds.items(), key=lambda item: item[1]))
+        raise ValueError
+    return {kind: seconds for seconds, kind in sorted(table)}
