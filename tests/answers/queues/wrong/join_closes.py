"""The count is 0 for ever once it is closed.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-again-hidden
"""
# %% joinable-belt [changed]
+    def close(self):
+        super().close()
+        with self.change:
+            self.change.notify_all()
+
     def join(self):
@@ def join(self):
-            while self.not_done:
+            while self.not_done and not self.closed:
