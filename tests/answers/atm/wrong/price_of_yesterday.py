"""The price is noted when a product comes into the cart.

like: ../right/one_lock.py
fails: check-checkout-hidden
"""
# %% bank [changed]
         self.price = {}
+        self.noted = {}
@@ def add_to_cart(self, name, product, count):
             cart[product] = cart.get(product, 0) + count
+            self.noted[name, product] = self.price[product]
@@ def checkout(self, name):
-            total = sum(self.price[product] * count for product, count in cart.items())
+            total = sum(self.noted.get((name, product), self.price[product]) * count for product, count in cart.items())
