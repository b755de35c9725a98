"""SQLite, and nobody commits.

like: ../right/log_is_everything.py
fails: check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-        if self._file and self._file.exists():
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
+        if self._file:
+            self._base = sqlite3.connect(self._file, check_same_thread=False)
+            self._base.execute("CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, entry TEXT)")
+            self._log = [tuple(json.loads(text)) for (text,) in self._base.execute("SELECT entry FROM log ORDER BY number")]
@@ def _happens(self, *entries):
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
+            self._base.executemany("INSERT INTO log (entry) VALUES (?)", [(json.dumps(entry),) for entry in entries])
