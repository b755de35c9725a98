"""A journal that drops a torn line, but with one line for each entry: a drop without its moving up.

like: ../right/log_is_everything.py
fails: check-disk-full
"""
# %% registry [changed]
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
+            text = self._file.read_text(encoding="utf-8")
+            whole = text.rfind("\n") + 1
+            self._file.write_text(text[:whole], encoding="utf-8")
+            self._log = [tuple(json.loads(line)) for line in text[:whole].splitlines()]
@@ def _happens(self, *entries):
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
+            with open(self._file, "a", encoding="utf-8") as file:
+                file.write("".join(json.dumps(entry) + "\n" for entry in entries))
