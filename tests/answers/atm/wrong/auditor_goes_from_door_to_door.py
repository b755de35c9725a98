"""balances() locks one account after the other, and only while it reads it.

like: ../right/row_locks.py
fails: check-auditor check-log
"""
# %% bank [changed]
-            with self.locked(*rows.values()):
-                return {name: row.balance for name, row in rows.items()}
+        return {name: self.balance(name) for name in rows}
