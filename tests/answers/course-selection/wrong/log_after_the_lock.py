"""The entry is written when the lock has been given back.

like: ../right/log_is_everything.py
fails: check-marks check-log-many check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-        self._file = folder and Path(folder, "registry.json")
-        if self._file and self._file.exists():
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
-            for entry in self._log:
-                self._apply(*entry)
@@ def _happens(self, *entries):
-        log = self._log + list(entries)
-        if self._file:
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
-        self._log = log
@@ def offer(self, school, course, places, teacher):
             self._happens(("offer", school, course, places, teacher))
+        self._log.append(("offer", school, course, places, teacher))
@@ def choose(self, student, course):
-            if self._free(course):
-                self._happens(("place", student, course))
-                return 0
-            self._happens(("wait", student, course))
-            return len(waiting)
+            place = self._free(course) > 0
+            entry = ("place" if place else "wait", student, course)
+            self._happens(entry)
+            position = 0 if place else len(waiting)
+        self._log.append(entry)
+        return position
@@ def drop(self, student, course):
             self._happens(("drop", student, course), *follows)
+        self._log.extend([("drop", student, course), *follows])
@@ def swap(self, student, old, new):
             self._happens(("swap", student, old, new), *follows)
+        self._log.extend([("swap", student, old, new), *follows])
@@ def grade(self, teacher, student, course, mark):
             self._happens(("grade", student, course, mark))
+        self._log.append(("grade", student, course, mark))
