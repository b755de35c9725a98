"""The count is changed without a lock.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-hidden
"""
# %% joinable-belt [changed]
+        if self.not_done == 0:
+            raise ValueError("there is nothing to report")
+        self.not_done -= 1
         with self.change:
-            if self.not_done == 0:
-                raise ValueError("there is nothing to report")
-            self.not_done -= 1
-            if self.not_done == 0:
-                self.change.notify_all()
+            self.change.notify_all()
