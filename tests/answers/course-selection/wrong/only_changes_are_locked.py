"""The lock is around the change only; what was looked at before may be out of date.

like: ../right/log_is_everything.py
fails: check-last-place check-same-student check-limit check-move-up check-swap-or-nothing check-log-many check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
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
@@ def choose(self, student, course):
+        members, waiting = self._roll(course)
+        if student in members or student in waiting:
+            raise AlreadyChosen(course)
+        if len(self.standing(student)) >= self._limit:
+            raise TooManyCourses(student)
+        if self._free(course):
+            with self._news:
+                self._happens(("place", student, course))
+            return 0
         with self._news:
-            members, waiting = self._roll(course)
-            if student in members or student in waiting:
-                raise AlreadyChosen(course)
-            if len(self.standing(student)) >= self._limit:
-                raise TooManyCourses(student)
-            if self._free(course):
-                self._happens(("place", student, course))
-                return 0
