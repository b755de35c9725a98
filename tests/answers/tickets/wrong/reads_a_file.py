"""The tickets are kept in a file.

like: ../right/with_lock.py
fails: check-office check-office-crowd check-office-hidden check-print check-refund check-refund-error check-refund-hidden check-transfer-hidden check-transfer-refund
"""
# %% office [changed]
-            if not self.free:
-                return None
-            number = self.free.pop(0)
-            self.gone.append(number)
-        self.pause()
-        return number
+            with open("sold.txt", "a") as file:
+                file.write("sold")
+            self.pause()
+            return self.free.pop() if self.free else None
