"""A time-out of a second, to be on the safe side.

like: ../right/sentinels_and_conditions.py
fails: check-drain
"""
# %% drain [changed]
-            parcels.append(belt.get_nowait())
+            parcels.append(belt.get(timeout=1))
