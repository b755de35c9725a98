"""Every other sale takes another lock.

like: ../right/with_lock.py
fails: check-office-crowd
"""
# %% office [changed]
         self.lock = Lock()
+        self.locks = [self.lock, Lock()]
@@ def buy(self):
-        with self.lock:
+        with self.locks[len(self.gone) % 2]:
@@ def buy(self):
-            number = self.free.pop(0)
+            number = self.free[0]
+            self.pause()
             self.gone.append(number)
-        self.pause()
-        return number
+            self.free = self.free[1:]
+            return number
