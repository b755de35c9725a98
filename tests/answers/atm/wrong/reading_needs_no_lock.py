"""Balances are read without any lock.

like: ../right/row_locks.py
fails: check-auditor check-log
"""
# %% bank [changed]
-        account = self.account(name)
-        with account.lock:
-            return account.balance
+        return self.account(name).balance
@@ def balances(self):
-            with self.locked(*rows.values()):
-                return {name: row.balance for name, row in rows.items()}
+            return {name: row.balance for name, row in rows.items()}
