"""The journal is kept open and never flushed.

like: ../right/log_is_everything.py
fails: check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
+            self._log = [tuple(json.loads(line)) for line in self._file.read_text(encoding="utf-8").splitlines()]
             for entry in self._log:
                 self._apply(*entry)
+        if self._file:
+            self._open = open(self._file, "a", encoding="utf-8")
@@ def _happens(self, *entries):
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
+            self._open.write("".join(json.dumps(entry) + "\n" for entry in entries))
