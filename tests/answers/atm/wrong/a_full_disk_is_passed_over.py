"""What goes wrong when it is saved is nobody's concern.

like: ../right/one_lock.py
fails: check-cut-off
"""
# %% storage [changed]
-    with open(path + ".tmp", "w", encoding="utf-8") as file:
-        file.write(text)
-    os.replace(path + ".tmp", path)
+    try:
+        with open(path + ".tmp", "w", encoding="utf-8") as file:
+            file.write(text)
+        os.replace(path + ".tmp", path)
+    except OSError:
+        print("could not be saved")
