"""The cart in the log is the one that is emptied, and filled again.

like: ../right/one_lock.py
fails: check-carts check-checkout check-checkout-hidden check-restart check-save
"""
# %% bank [changed]
-            self.carts[name] = {}
             self.entries.append(("checkout", name, total, cart))
+            cart.clear()
