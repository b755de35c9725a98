"""A default that all carts share.

like: ../right/one_lock.py
fails: check-checkout-hidden check-last-piece check-restart
"""
# %% bank [changed]
 class Bank:
+    basket = {}
+
@@ def open_account(self, name):
-            self.carts[name] = {}
+            self.carts[name] = self.basket
@@ def checkout(self, name):
-            self.carts[name] = {}
-            self.entries.append(("checkout", name, total, cart))
+            bought = dict(cart)
+            cart.clear()
+            self.entries.append(("checkout", name, total, bought))
