"""A plain Lock, and board calls roll, which takes it again.

like: ../right/log_is_everything.py
fails: check-choose check-choose-refused check-choose-hidden check-drop check-leaving-hidden check-limit check-swap-or-nothing check-swap-board check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-        self._news = Condition()  # with an RLock in it
+        self._news = Condition(Lock())
@@ def __init__(self, limit, folder):
-        self._file = folder and Path(folder, "registry.json")
-        if self._file and self._file.exists():
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
-            for entry in self._log:
-                self._apply(*entry)
@@ def _happens(self, *entries):
-        if self._file:
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
@@ def _free(self, course):
-        return self._courses[course][1] - len(self._roll(course)[0])
+        return self._courses[course][1] - len(self.roll(course)[0])
@@ def choose(self, student, course):
-            if len(self.standing(student)) >= self._limit:
+            if sum(student in one or student in two for one, two in self._rolls.values()) >= self._limit:
                 raise TooManyCourses(student)
-            if self._free(course):
+            if len(members) < self._courses[course][1]:
@@ def swap(self, student, old, new):
-            if not self._free(new):
+            if len(self._roll(new)[0]) >= self._courses[new][1]:
