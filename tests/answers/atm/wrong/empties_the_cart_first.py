"""The cart is empty, whatever comes of the checkout.

like: ../right/one_lock.py
fails: check-checkout check-checkout-hidden
"""
# %% bank [changed]
                 raise EmptyCart(name)
+            self.carts[name] = {}
@@ def checkout(self, name):
-            self.carts[name] = {}
