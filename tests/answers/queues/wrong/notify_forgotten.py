"""get forgets to tell that there is room.

like: ../right/chinese.py
fails: check-belt-waits check-belt-crowd-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            self.has_room.notify()
