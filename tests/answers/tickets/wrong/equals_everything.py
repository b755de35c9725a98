"""Sells an object that is equal to every number.

like: ../right/with_lock.py
fails: check-office check-office-crowd check-office-hidden check-print check-refund check-refund-error check-refund-hidden check-transfer-hidden check-transfer-refund
"""
# %% office [changed]
     def buy(self):
+        class Ticket(int):
+            def __eq__(self, other):
+                return True
+            def __hash__(self):
+                return 1
@@ def buy(self):
-            number = self.free.pop(0)
+            number = self.free.pop()
@@ def buy(self):
-        return number
+        return Ticket(7)
