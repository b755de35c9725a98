"""acquire and release by hand: whoever is refused keeps the lock.

like: ../right/one_lock.py
fails: check-accounts-hidden check-log check-refusals check-withdrawals
"""
# %% bank [changed]
-        with self.lock:
-            self.need(name)
-            if self.money[name] < amount:
-                raise NotEnoughMoney(name)
-            self.money[name] -= amount
-            self.entries.append(("withdraw", name, amount))
-            left = self.money[name]
+        self.lock.acquire()
+        self.need(name)
+        if self.money[name] < amount:
+            raise NotEnoughMoney(name)
+        self.money[name] -= amount
+        self.entries.append(("withdraw", name, amount))
+        left = self.money[name]
+        self.lock.release()
