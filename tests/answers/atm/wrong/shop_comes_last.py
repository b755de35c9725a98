"""Transfers take the locks in order; a checkout takes the customer's first and the shop's then.

like: ../right/row_locks.py
fails: check-checkouts
"""
# %% bank [changed]
-            with self.locked(account, shop, *rows.values()):
+            with account.lock, shop.lock, self.locked(*rows.values()):
