"""Reports the text of the error and not the error.

like: ../right/sentinels_and_conditions.py
fails: check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall-safely [changed]
-            failures.append((parcel, error))
+            failures.append((parcel, str(error)))
@@ def unload_safely(truck):
-            failures.append((truck, error))
+            failures.append((truck, str(error)))
