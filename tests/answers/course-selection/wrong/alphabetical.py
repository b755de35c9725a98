"""The waiting list is kept in alphabetical order.

like: ../right/log_is_everything.py
fails: check-choose check-drop check-leaving-hidden check-last-place check-killed check-all-kept check-disk-full check-folder-many
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
@@ def _apply(self, what, *facts):
                 waiting.append(student)
+                waiting.sort()
@@ def choose(self, student, course):
-            return len(waiting)
+            return waiting.index(student) + 1
