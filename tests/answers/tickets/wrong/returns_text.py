"""Numbers as text: "1" is not 1.

like: ../right/with_lock.py
fails: check-office check-office-crowd check-office-hidden check-print check-refund check-refund-error check-refund-hidden check-transfer-hidden check-transfer-refund
"""
# %% office [changed]
-            number = self.free.pop(0)
+            number = self.free.pop()
@@ def buy(self):
-        return number
+        return str(number)
