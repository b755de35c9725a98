"""swap is drop and then choose, with a look before.

like: ../right/log_is_everything.py
fails: check-limit check-swap-or-nothing check-swap-board check-log-many check-disk-full
"""
# %% registry [changed]
-            self._happens(("swap", student, old, new), *follows)
+            pass
+        self.drop(student, old)
+        if self.choose(student, new):
+            self.drop(student, new)
+            raise CourseFull(new)
+        with self._news:
+            ups = [entry for entry in self._log[-2:-1] if entry[0] == "move up"]
+            self._log[-3 if ups else -2:] = [("swap", student, old, new), *ups]
+            self._happens()
