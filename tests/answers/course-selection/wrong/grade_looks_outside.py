"""grade looks before it takes the lock.

like: ../right/log_is_everything.py
fails: check-marks
"""
# %% registry [changed]
+        members, _ = self._roll(course)
+        if self._courses[course][2] != teacher:
+            raise NotYourCourse(course)
+        if student not in members:
+            raise NotChosen(course)
         with self._news:
-            members, _ = self._roll(course)
-            if self._courses[course][2] != teacher:
-                raise NotYourCourse(course)
-            if student not in members:
-                raise NotChosen(course)
