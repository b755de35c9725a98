"""The data is kept in the class: all registries share it.

like: ../right/log_is_everything.py
fails: check-choose-hidden check-killed
"""
# %% registry [changed]
+    courses, rolls = {}, {}
+
     def __init__(self, limit, folder):
@@ def __init__(self, limit, folder):
-        self._courses = {}  # course: (school, places, teacher)
-        self._rolls = {}  # course: (members, waiting)
+        self._courses, self._rolls = Registry.courses, Registry.rolls
