"""Names are put between commas, whatever is in them.

like: ../right/log_is_everything.py
fails: check-all-kept
"""
# %% registry [changed]
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
+            self._log = [tuple(int(part) if part.isdigit() else part for part in line.split(",")) for line in self._file.read_text(encoding="utf-8").split("\n")]
@@ def _happens(self, *entries):
-            new.write_text(json.dumps(log), encoding="utf-8")
+            new.write_text("\n".join(",".join(map(str, entry)) for entry in log), encoding="utf-8")
