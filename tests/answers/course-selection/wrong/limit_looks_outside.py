"""The limit is looked at before the lock is taken.

like: ../right/log_is_everything.py
fails: check-limit
"""
# %% registry [changed]
     def choose(self, student, course):
+        if len(self.standing(student)) >= self._limit and course not in self.standing(student):
+            self._roll(course)
+            raise TooManyCourses(student)
@@ def choose(self, student, course):
-            if len(self.standing(student)) >= self._limit:
-                raise TooManyCourses(student)
