"""Places are saved; marks and the log are forgotten.

like: ../right/log_is_everything.py
fails: check-all-kept
"""
# %% registry [changed]
-            new.write_text(json.dumps(log), encoding="utf-8")
+            new.write_text(json.dumps([entry for entry in log if entry[0] != "grade"]), encoding="utf-8")
