"""What goes into a cart is added to a copy, outside of the lock.

like: ../right/one_lock.py
fails: check-carts
"""
# %% bank [changed]
+        self.stock(product)
+        cart = self.cart(name)
+        cart[product] = cart.get(product, 0) + count
         with self.lock:
-            self.need(name)
-            self.need_product(product)
-            cart = self.carts[name]
-            cart[product] = cart.get(product, 0) + count
+            self.carts[name] = cart
