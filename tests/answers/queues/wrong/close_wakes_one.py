"""close wakes one of each kind.

like: ../right/chinese.py
fails: check-belt-time-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            self.has_room.notify_all()
-            self.has_parcels.notify_all()
+            self.has_room.notify()
+            self.has_parcels.notify()
