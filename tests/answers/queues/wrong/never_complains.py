"""task_done may be called as often as you like.

like: ../right/sentinels_and_conditions.py
fails: check-joinable
"""
# %% joinable-belt [changed]
-            if self.not_done == 0:
-                raise ValueError("there is nothing to report")
-            self.not_done -= 1
+            self.not_done = max(0, self.not_done - 1)
