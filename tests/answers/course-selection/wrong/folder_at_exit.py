"""Everything is saved when the program ends.

like: ../right/log_is_everything.py
fails: check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-        if self._file:
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
+        if self._file and not self._log:
+            import atexit
+            atexit.register(lambda: self._file.write_text(json.dumps(self._log), encoding="utf-8"))
