"""What is refused is returned, not raised.

like: ../right/log_is_everything.py
fails: check-choose-refused check-choose-hidden check-leaving-hidden check-records-hidden check-same-student check-limit check-all-kept
"""
# %% registry [changed]
-                raise AlreadyChosen(course)
+                return AlreadyChosen(course)
             if len(self.standing(student)) >= self._limit:
-                raise TooManyCourses(student)
+                return TooManyCourses(student)
