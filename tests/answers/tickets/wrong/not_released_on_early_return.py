"""Who finds nothing keeps the lock.

like: ../right/with_lock.py
fails: check-office check-office-hidden
"""
# %% office [changed]
-        with self.lock:
-            if not self.free:
-                return None
-            number = self.free.pop(0)
-            self.gone.append(number)
+        self.lock.acquire()
+        if not self.free:
+            return None
         self.pause()
+        number = self.free.pop()
+        self.gone.append(number)
+        self.lock.release()
