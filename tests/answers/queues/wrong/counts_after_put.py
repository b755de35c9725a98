"""The parcel is put first and counted afterwards.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-hidden
"""
# %% joinable-belt [changed]
+        super().put(parcel)
         with self.change:
             self.not_done += 1
-        try:
-            super().put(parcel)
-        except Closed:
-            self.task_done()
-            raise
