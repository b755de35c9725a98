"""Both new balances are computed first and written then.

like: ../right/one_lock.py
fails: check-transfer check-transfer-hidden
"""
# %% bank [changed]
-            self.money[source] -= amount
-            self.money[target] += amount
+            less, more = self.money[source] - amount, self.money[target] + amount
+            self.money[source] = less
+            self.money[target] = more
