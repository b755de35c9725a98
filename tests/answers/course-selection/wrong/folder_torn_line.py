"""A journal, and a last line that is cut off can't be read.

like: ../right/log_is_everything.py
fails: check-disk-full
"""
# %% registry [changed]
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
+            self._log = [tuple(entry) for line in self._file.read_text(encoding="utf-8").splitlines() for entry in json.loads(line)]
@@ def _happens(self, *entries):
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
+            with open(self._file, "a", encoding="utf-8") as file:
+                file.write(json.dumps(entries) + "\n")
