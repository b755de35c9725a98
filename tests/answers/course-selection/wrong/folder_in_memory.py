"""The folder is a key in a dictionary: gone with the program.

like: ../right/log_is_everything.py
fails: check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-    return Registry(limit, folder)
+    if folder is None:
+        return Registry(limit, folder)
+    return kept.setdefault(folder, Registry(limit, folder))
+
+
+kept = {}
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
