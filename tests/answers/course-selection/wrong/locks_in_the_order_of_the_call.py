"""Two courses are locked in the order old, new.

like: ../right/row_locks.py
fails: check-swaps check-swap-board
"""
# %% registry [changed]
-        self.locks = [course.lock for course in sorted(set(courses), key=lambda course: course.name)]
+        self.locks = [course.lock for course in dict.fromkeys(courses)]
