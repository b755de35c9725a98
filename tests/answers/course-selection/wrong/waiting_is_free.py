"""The limit counts places only, not the courses one waits for.

like: ../right/log_is_everything.py
fails: check-choose-refused check-choose-hidden check-all-kept
"""
# %% registry [changed]
-            if len(self.standing(student)) >= self._limit:
+            if list(self.standing(student).values()).count(0) >= self._limit:
