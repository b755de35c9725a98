"""One lock for what comes in, another one for what goes out.

like: ../right/one_lock.py
fails: check-in-and-out check-log
"""
# %% bank [changed]
         self.lock = Lock()
+        self.paying = Lock()
@@ def withdraw(self, name, amount, dispense=None):
-        with self.lock:
+        with self.paying:
@@ def withdraw(self, name, amount, dispense=None):
-            with self.lock:
+            with self.paying:
