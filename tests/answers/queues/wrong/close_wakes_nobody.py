"""close notes that it is closed, and those who wait are not told.

like: ../right/chinese.py
fails: check-belt-close check-belt-time-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            self.has_room.notify_all()
-            self.has_parcels.notify_all()
