"""The lock is gone when the ticket is taken.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden check-transfer-hidden
"""
# %% office [changed]
-            number = self.free.pop(0)
-            self.gone.append(number)
+            number = self.free[-1]
         self.pause()
+        self.free.remove(number)
+        self.gone.append(number)
