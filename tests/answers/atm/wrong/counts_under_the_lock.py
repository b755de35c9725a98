"""The notes are counted while the bank is locked.

like: ../right/one_lock.py
fails: check-dispensers
"""
# %% bank [changed]
-        try:
-            if dispense is not None:
-                dispense(amount)
-        except Exception:
-            with self.lock:
+            try:
+                if dispense is not None:
+                    dispense(amount)
+            except Exception:
@@ def withdraw(self, name, amount, dispense=None):
-            raise
-        return left
+                raise
+            return left
