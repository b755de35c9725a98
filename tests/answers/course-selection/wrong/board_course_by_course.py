"""The notice board locks one course after the other.

like: ../right/row_locks.py
fails: check-swap-board
"""
# %% registry [changed]
-        with Many(mine):
-            return {course.name: course.places - len(course.members) for course in mine}
+        found = {}
+        for course in mine:
+            with course.lock:
+                found[course.name] = course.places - len(course.members)
+        return found
