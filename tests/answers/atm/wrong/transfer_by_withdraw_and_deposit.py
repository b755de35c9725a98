"""A transfer is a withdrawal and a deposit.

like: ../right/one_lock.py
fails: check-auditor check-cut-off check-restart check-save check-save-meanwhile check-transfer check-transfer-hidden check-in-and-out
"""
# %% bank [changed]
-        check(amount)
-        with self.lock:
-            self.need(source)
-            self.need(target)
-            if self.money[source] < amount:
-                raise NotEnoughMoney(source)
-            self.money[source] -= amount
-            self.money[target] += amount
-            self.entries.append(("transfer", source, target, amount))
+        self.balance(target)
+        self.withdraw(source, amount)
+        self.deposit(target, amount)

# %% storage
def save(bank, folder):
    """Keep all of `bank` in `folder`, or raise an exception and leave what was there."""
    raise NotImplementedError()


def load(folder):
    """Return the bank that was saved in `folder`."""
    raise NotImplementedError()
