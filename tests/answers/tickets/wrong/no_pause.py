"""The card reader is forgotten.

like: ../right/with_lock.py
fails: check-office-hidden
"""
# %% office [changed]
-            number = self.free.pop(0)
+            number = self.free.pop()
             self.gone.append(number)
-        self.pause()
-        return number
+            return number
