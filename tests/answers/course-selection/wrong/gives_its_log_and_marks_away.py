"""log and marks return what the registry keeps.

like: ../right/log_is_everything.py
fails: check-records-hidden
"""
# %% registry [changed]
-            return dict(self._marks.get(student, {}))
+            return self._marks.get(student, {})
@@ def log(self):
-            return list(self._log)
+            return self._log
