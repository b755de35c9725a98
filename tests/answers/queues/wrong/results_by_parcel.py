"""Results are kept in a dictionary by parcel: equal ones become one.

like: ../right/sentinels_and_conditions.py
fails: check-hall-hidden
"""
# %% run-hall [changed]
-    belt, results, closing_time = Queue(room), [], object()
+    belt, results, closing_time = Queue(room), {}, object()
@@ def sort():
-            results.append(work(parcel))
+            results[str(parcel)] = work(parcel)
@@ def run_hall(trucks, work, sorters, room):
-    return results
+    return list(results.values())
