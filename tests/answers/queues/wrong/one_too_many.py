"""Waits when there are more than room.

like: ../right/chinese.py
fails: check-belt-waits check-belt-time-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            while len(self.parcels) == self.room and not self.closed:
+            while len(self.parcels) > self.room and not self.closed:
