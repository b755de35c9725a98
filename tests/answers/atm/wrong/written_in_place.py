"""The file is opened for writing over what was saved before.

like: ../right/one_lock.py
fails: check-cut-off
"""
# %% storage [changed]
-    with open(path + ".tmp", "w", encoding="utf-8") as file:
+    with open(path, "w", encoding="utf-8") as file:
         file.write(text)
-    os.replace(path + ".tmp", path)
