"""put looks before it waits whether the belt is closed, and not afterwards.

like: ../right/chinese.py
fails: check-belt-close-hidden check-belt-time-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
+            if self.closed:
+                raise Closed
             while len(self.parcels) == self.room and not self.closed:
                 self.has_room.wait()
-            if self.closed:
-                raise Closed
