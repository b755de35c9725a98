"""The file is opened anew with "w" for each call.

like: ../right/log_is_everything.py
fails: check-disk-full
"""
# %% registry [changed]
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
+            self._file.write_text(json.dumps(log), encoding="utf-8")
