"""A lock for each course, and none for the student, whose limit spans courses.

like: ../right/row_locks.py
fails: check-limit check-swap-or-nothing
"""
# %% registry [changed]
             lock.release()
+
+
+class Gate:
+    """Lets everybody through."""
+    def __enter__(self):
+        pass
+
+    def __exit__(self, *error):
+        pass
@@ def student(self, name):
-                self.students[name] = Lock()
+                self.students[name] = Gate()
