"""Places minus everybody: a waiting list makes the board negative.

like: ../right/log_is_everything.py
fails: check-choose check-choose-hidden check-swap-or-nothing check-all-kept
"""
# %% registry [changed]
-        return self._courses[course][1] - len(self._roll(course)[0])
+        return self._courses[course][1] - len(self._roll(course)[0]) - len(self._roll(course)[1])
@@ def choose(self, student, course):
-            if self._free(course):
+            if self._free(course) > 0:
@@ def swap(self, student, old, new):
-            if not self._free(new):
+            if self._free(new) <= 0:
