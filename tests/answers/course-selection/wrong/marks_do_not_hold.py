"""Who has a mark can leave all the same.

like: ../right/log_is_everything.py
fails: check-grade check-records-hidden check-marks check-all-kept
"""
# %% registry [changed]
-        if course in self._marks.get(student, {}):
-            raise AlreadyGraded(course)
