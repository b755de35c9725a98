"""Who is woken does not look again.

like: ../right/chinese.py
fails: check-belt-crowd-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            while len(self.parcels) == self.room and not self.closed:
+            if len(self.parcels) == self.room and not self.closed:
@@ def get(self):
-            while not self.parcels and not self.closed:
+            if not self.parcels and not self.closed:
