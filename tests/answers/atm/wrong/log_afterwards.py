"""The entry is written after the lock has been given back.

like: ../right/one_lock.py
fails: check-log
"""
# %% bank [changed]
-            self.entries.append(("deposit", name, amount))
-            return self.money[name]
+            made = self.money[name]
+        self.entries.append(("deposit", name, amount))
+        return made
