"""The bank lives in a database in memory, which can't be explored.

like: ../right/one_lock.py
fails: check-accounts-hidden check-auditor check-cart check-carts check-checkout check-checkout-hidden check-checkouts check-dispensers check-in-and-out check-jam check-jams check-last-piece check-log check-opened-twice check-refusals check-transfer check-transfer-hidden check-transfers check-two-deposits check-withdrawals
"""
# %% bank [changed]
         self.lock = Lock()
+        self.base = sqlite3.connect(":memory:", check_same_thread=False)
+        self.base.execute("create table entries (what, name, amount)")
@@ def deposit(self, name, amount):
             self.entries.append(("deposit", name, amount))
+            self.base.execute("insert into entries values (?, ?, ?)", ("deposit", name, amount))

# %% design [as released]
