"""Whoever finds the lock taken is sent away.

like: ../right/one_lock.py
fails: check-dispensers check-in-and-out check-jams check-withdrawals
"""
# %% bank [changed]
@@ def withdraw(self, name, amount, dispense=None):
-        with self.lock:
+        if not self.lock.acquire(blocking=False):
+            raise NotEnoughMoney("busy")
+        try:
@@ def withdraw(self, name, amount, dispense=None):
             left = self.money[name]
+        finally:
+            self.lock.release()
