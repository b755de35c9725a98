"""The balance that is returned is read after the lock is free again.

like: ../right/one_lock.py
fails: check-dispensers check-two-deposits check-withdrawals
"""
# %% bank [changed]
@@ def deposit(self, name, amount):
-            return self.money[name]
+        return self.balance(name)
@@ def withdraw(self, name, amount, dispense=None):
-            left = self.money[name]
@@ def withdraw(self, name, amount, dispense=None):
-        return left
+        return self.balance(name)
