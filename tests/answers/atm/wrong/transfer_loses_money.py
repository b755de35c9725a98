"""The target is looked up when the money has left the source.

like: ../right/one_lock.py
fails: check-transfer-hidden
"""
# %% bank [changed]
-            self.need(target)
@@ def transfer(self, source, target, amount):
             self.money[source] -= amount
+            self.need(target)
