"""The log is written first, whatever comes of it.

like: ../right/one_lock.py
fails: check-accounts-hidden check-log check-refusals check-transfer-hidden check-withdrawals
"""
# %% bank [changed]
+            self.entries.append(("withdraw", name, amount))
             if self.money[name] < amount:
@@ def withdraw(self, name, amount, dispense=None):
-            self.entries.append(("withdraw", name, amount))
@@ def transfer(self, source, target, amount):
             self.need(target)
+            self.entries.append(("transfer", source, target, amount))
@@ def transfer(self, source, target, amount):
-            self.entries.append(("transfer", source, target, amount))
