"""What is put into the cart leaves the shelf at once.

like: ../right/one_lock.py
fails: check-cart check-carts check-checkout-hidden check-last-piece check-restart check-save
"""
# %% bank [changed]
+            if self.shelf[product] < count:
+                raise OutOfStock(product)
+            self.shelf[product] -= count
             cart[product] = cart.get(product, 0) + count
@@ def checkout(self, name):
-            for product, count in cart.items():
-                if self.shelf[product] < count:
-                    raise OutOfStock(product)
@@ def checkout(self, name):
-            for product, count in cart.items():
-                self.shelf[product] -= count
