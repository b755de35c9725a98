"""Everybody sleeps a little to keep out of the way.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden
"""
# %% office [changed]
-        with self.lock:
-            if not self.free:
-                return None
-            number = self.free.pop(0)
-            self.gone.append(number)
+        sleep(0.01 * len(self.gone) + 0.001)
+        if not self.free:
+            return None
+        number = self.free[0]
         self.pause()
+        if number in self.free:
+            self.free.remove(number)
+        self.gone.append(number)
