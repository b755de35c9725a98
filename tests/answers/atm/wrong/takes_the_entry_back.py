"""After a jam the entry is taken out of the log again.

like: ../right/one_lock.py
fails: check-jam check-jams check-restart
"""
# %% bank [changed]
-                self.entries.append(("return", name, amount))
+                self.entries.remove(("withdraw", name, amount))
