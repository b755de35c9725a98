"""A method that holds the lock calls another one that takes it, too.

like: ../right/one_lock.py
fails: check-carts check-checkout check-checkout-hidden check-checkouts check-last-piece check-restart check-save
"""
# %% bank [changed]
-            if self.money[name] < total:
+            if self.balance(name) < total:
