"""The look is outside of the lock.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden
"""
# %% office [changed]
+        if not self.free:
+            return None
+        self.pause()
         with self.lock:
-            if not self.free:
-                return None
-            number = self.free.pop(0)
+            number = self.free.pop()
             self.gone.append(number)
-        self.pause()
-        return number
+            return number
