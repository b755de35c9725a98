"""A parcel that is refused stays in the count.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-again-hidden
"""
# %% joinable-belt [changed]
-        try:
-            super().put(parcel)
-        except Closed:
-            self.task_done()
-            raise
+        super().put(parcel)
