"""Whoever leaves, somebody moves up: also when a waiting student goes.

like: ../right/log_is_everything.py
fails: check-leaving-hidden check-await-hidden check-killed check-all-kept check-disk-full check-folder-many
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
@@ def _leaving(self, student, course):
-        return [("move up", waiting[0], course)] if student in members and waiting else []
+        return [("move up", waiting[0], course)] if waiting and waiting[0] != student else []
