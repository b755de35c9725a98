"""A checkout takes the lock once for the money and once for the goods.

like: ../right/one_lock.py
fails: check-carts check-checkouts check-last-piece
"""
# %% bank [changed]
+            self.money[name] -= total
+            self.money["shop"] += total
+        with self.lock:
             for product, count in cart.items():
                 self.shelf[product] -= count
-            self.money[name] -= total
-            self.money["shop"] += total
