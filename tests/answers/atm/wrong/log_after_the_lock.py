"""The entry is written when the account is free again.

like: ../right/row_locks.py
fails: check-log
"""
# %% bank [changed]
-            self.write("deposit", name, amount)
-            return account.balance
+            made = account.balance
+        self.write("deposit", name, amount)
+        return made
