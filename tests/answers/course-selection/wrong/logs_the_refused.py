"""The log has what was tried, not what has happened.

like: ../right/log_is_everything.py
fails: check-log check-records-hidden
"""
# %% registry [changed]
             if student in members or student in waiting:
+                self._log.append(("place", student, course))
