"""A bracket is missing in the cell of the bank.

like: ../right/one_lock.py
fails: check-accounts check-accounts-hidden check-auditor check-cart check-carts check-checkout check-checkout-hidden check-checkouts check-cut-off check-dispensers check-in-and-out check-jam check-jams check-last-piece check-log check-opened-twice check-refusals check-restart check-save check-save-meanwhile check-transfer check-transfer-hidden check-transfers check-two-deposits check-withdrawals
"""
# %% bank [changed]
-        self.money = {"shop": 0}
+        self.money = {"shop": 0
