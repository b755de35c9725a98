"""A new lock in each call: nobody else ever asks for it.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden check-transfer-hidden
"""
# %% office [changed]
-        with self.lock:
+        lock = Lock()
+        with lock:
             if not self.free:
                 return None
-            number = self.free.pop(0)
+            number = self.free[0]
+            self.pause()
+            self.free = [n for n in self.free if n != number]
             self.gone.append(number)
-        self.pause()
-        return number
+            return number
