"""The newest parcel is taken first.

like: ../right/chinese.py
fails: check-belt
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            return self.parcels.popleft()
+            return self.parcels.pop()
