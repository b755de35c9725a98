"""log() and balances() return the bank's own list and dictionary.

like: ../right/one_lock.py
fails: check-accounts-hidden check-log
"""
# %% bank [changed]
-            return dict(self.money)
+            return self.money
@@ def log(self):
-            return list(self.entries)
+            return self.entries
