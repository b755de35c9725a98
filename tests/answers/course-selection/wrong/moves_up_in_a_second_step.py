"""The place is free for a moment before the first one of the list gets it.

like: ../right/log_is_everything.py
fails: check-move-up check-killed check-all-kept check-disk-full check-folder-many
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
@@ def drop(self, student, course):
-            self._happens(("drop", student, course), *follows)
+            self._happens(("drop", student, course))
+        with self._news:
+            members, waiting = self._roll(course)
+            if follows and waiting and self._free(course):
+                self._happens(("move up", waiting[0], course))
