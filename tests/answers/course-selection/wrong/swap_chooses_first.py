"""swap is choose and then drop.

like: ../right/log_is_everything.py
fails: check-swap check-leaving-hidden check-log check-records-hidden check-limit check-swaps check-disk-full
"""
# %% registry [changed]
-            follows = self._leaving(student, old)
-            if student in self._roll(new)[0] or student in self._roll(new)[1]:
-                raise AlreadyChosen(new)
-            if not self._free(new):
+            self._leaving(student, old)
+            if self.choose(student, new):
+                self.drop(student, new)
                 raise CourseFull(new)
-            self._happens(("swap", student, old, new), *follows)
+            self.drop(student, old)
