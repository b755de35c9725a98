"""The checkout takes one product after the other off the shelf, until one is not there.

like: ../right/one_lock.py
fails: check-checkout-hidden
"""
# %% bank [changed]
                     raise OutOfStock(product)
+                self.shelf[product] -= count
@@ def checkout(self, name):
-            for product, count in cart.items():
-                self.shelf[product] -= count
