"""What can't be done is printed, and no exception comes.

like: ../right/one_lock.py
fails: check-accounts-hidden check-checkout check-checkout-hidden check-refusals check-transfer check-transfer-hidden check-withdrawals
"""
# %% bank [changed]
@@ def withdraw(self, name, amount, dispense=None):
-                raise NotEnoughMoney(name)
+                print("not enough money")
+                return None
@@ def transfer(self, source, target, amount):
-                raise NotEnoughMoney(source)
+                print("not enough money")
+                return
@@ def checkout(self, name):
-                raise NotEnoughMoney(name)
+                print("not enough money")
+                return
