"""close wakes the sorters only.

like: ../right/chinese.py
fails: check-belt-time-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            self.has_room.notify_all()
