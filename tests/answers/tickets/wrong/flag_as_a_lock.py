"""A flag that says that somebody is inside.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden
"""
# %% office [changed]
         self.lock = Lock()
+        self.busy = False
@@ def buy(self):
-        with self.lock:
-            if not self.free:
-                return None
-            number = self.free.pop(0)
+        while self.busy:
+            sleep(0.001)
+        self.busy = True
+        number = self.free.pop() if self.free else None
+        if number is not None:
             self.gone.append(number)
+        self.busy = False
