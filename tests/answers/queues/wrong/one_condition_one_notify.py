"""One condition for all, and notify wakes one: perhaps the wrong one.

like: ../right/chinese.py
fails: check-belt-crowd-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-        lock = Lock()
-        self.has_room = Condition(lock)
-        self.has_parcels = Condition(lock)
+        self.has_room = self.has_parcels = Condition()
