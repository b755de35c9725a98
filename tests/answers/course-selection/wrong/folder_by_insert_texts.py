"""SQL by pasting names into the text.

like: ../right/log_is_everything.py
fails: check-all-kept
"""
# %% registry [changed]
-        if self._file and self._file.exists():
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
+        if self._file:
+            self._base = sqlite3.connect(self._file, check_same_thread=False)
+            self._base.execute("CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, what TEXT, facts TEXT)")
+            self._log = [(what, *json.loads(facts)) for what, facts in self._base.execute("SELECT what, facts FROM log ORDER BY number")]
@@ def _happens(self, *entries):
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
+            with self._base:
+                for what, *facts in entries:
+                    self._base.execute(f"INSERT INTO log (what, facts) VALUES ('{what}', '{json.dumps(facts)}')")
