"""swap holds the lock of the new course first, and then that of the old one.

like: ../right/row_locks.py
fails: check-swap-board
"""
# %% registry [changed]
-        with self.student(student), Many([old, new]):
+        with self.student(student), new.lock:
@@ def swap(self, student, old, new):
                 raise CourseFull(new.name)
+            new.members.append(student)
+        with self.student(student), old.lock:
@@ def swap(self, student, old, new):
-            new.members.append(student)
