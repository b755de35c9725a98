"""After a jam the money stays away.

like: ../right/one_lock.py
fails: check-jam check-jams check-restart
"""
# %% bank [changed]
-        try:
-            if dispense is not None:
-                dispense(amount)
-        except Exception:
-            with self.lock:
-                self.money[name] += amount
-                self.entries.append(("return", name, amount))
-            raise
+        if dispense is not None:
+            dispense(amount)
