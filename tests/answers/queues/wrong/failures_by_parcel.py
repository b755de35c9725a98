"""Failures are kept in a dictionary by parcel: equal ones become one.

like: ../right/sentinels_and_conditions.py
fails: check-errors-hidden
"""
# %% run-hall-safely [changed]
-    results, failures = [], []
+    results, failures = [], {}
@@ def work_safely(parcel):
-            failures.append((parcel, error))
+            failures[parcel] = error
@@ def unload_safely(truck):
-            failures.append((truck, error))
+            failures[truck] = error
@@ def run_hall_safely(trucks, work, sorters, room):
-    return results, failures
+    return results, list(failures.items())
