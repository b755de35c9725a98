"""After a jam the old balance is written back, without a lock.

like: ../right/one_lock.py
fails: check-jams
"""
# %% bank [changed]
-            with self.lock:
-                self.money[name] += amount
-                self.entries.append(("return", name, amount))
+            self.money[name] = left + amount
+            self.entries.append(("return", name, amount))
