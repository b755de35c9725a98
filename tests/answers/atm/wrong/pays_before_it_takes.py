"""Looks, pays out, and takes the money at the end.

like: ../right/one_lock.py
fails: check-dispensers check-withdrawals
"""
# %% bank [changed]
-            self.money[name] -= amount
-            self.entries.append(("withdraw", name, amount))
-            left = self.money[name]
-        try:
-            if dispense is not None:
+        jam = None
+        if dispense is not None:
+            try:
                 dispense(amount)
-        except Exception:
-            with self.lock:
-                self.money[name] += amount
+            except Exception as error:
+                jam = error
+        with self.lock:
+            self.entries.append(("withdraw", name, amount))
+            if jam is not None:
                 self.entries.append(("return", name, amount))
-            raise
-        return left
+                raise jam
+            self.money[name] -= amount
+            return self.money[name]
