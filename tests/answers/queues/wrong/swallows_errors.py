"""except: pass. The night goes on, and nobody hears of it.

like: ../right/sentinels_and_conditions.py
fails: check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall-safely [changed]
-            failures.append((parcel, error))
+            pass
@@ def unload_safely(truck):
-            failures.append((truck, error))
+            pass
