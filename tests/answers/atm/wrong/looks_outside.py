"""Everything is looked at before the lock is taken: only the changes are under it.

like: ../right/one_lock.py
fails: check-carts check-checkouts check-last-piece check-opened-twice check-withdrawals
"""
# %% bank [changed]
+        if name in self.money:
+            raise AccountExists(name)
         with self.lock:
-            if name in self.money:
-                raise AccountExists(name)
@@ def withdraw(self, name, amount, dispense=None):
+        self.need(name)
+        if self.money[name] < amount:
+            raise NotEnoughMoney(name)
         with self.lock:
-            self.need(name)
-            if self.money[name] < amount:
-                raise NotEnoughMoney(name)
@@ def checkout(self, name):
+        self.need(name)
+        cart = self.carts[name]
+        if not cart:
+            raise EmptyCart(name)
+        for product, count in cart.items():
+            if self.shelf[product] < count:
+                raise OutOfStock(product)
+        total = sum(self.price[product] * count for product, count in cart.items())
+        if self.money[name] < total:
+            raise NotEnoughMoney(name)
         with self.lock:
-            self.need(name)
-            cart = self.carts[name]
-            if not cart:
-                raise EmptyCart(name)
-            for product, count in cart.items():
-                if self.shelf[product] < count:
-                    raise OutOfStock(product)
-            total = sum(self.price[product] * count for product, count in cart.items())
-            if self.money[name] < total:
-                raise NotEnoughMoney(name)
