"""join waits until everything has been taken.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-time check-joinable-hidden check-joinable-again-hidden
"""
# %% joinable-belt [changed]
-        self.not_done = 0
+        self.not_done = self.waiting = 0
@@ def put(self, parcel):
             self.not_done += 1
+            self.waiting += 1
@@ def put(self, parcel):
             raise
+
+    def get(self):
+        parcel = super().get()
+        with self.change:
+            self.waiting -= 1
+            self.change.notify_all()
+        return parcel
@@ def join(self):
-            while self.not_done:
+            while self.waiting > 0:
