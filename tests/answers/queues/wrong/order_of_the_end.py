"""Results are returned as they come.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-hidden
"""
# %% depot [changed]
-    return [found[number] for number in range(len(parcels))]
+    return sorted(found.values(), reverse=True)
