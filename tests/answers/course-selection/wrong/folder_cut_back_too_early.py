"""The journal is cut back while it is open: close() writes the rest of the torn line all the same.

like: ../right/closures.py
fails: check-disk-full
"""
# %% registry [changed]
-            end = os.path.getsize(journal) if os.path.exists(journal) else 0
-            try:
-                with open(journal, "ab") as file:
+            with open(journal, "ab") as file:
+                end = file.tell()
+                try:
                     file.write(json.dumps(entries).encode() + b"\n")
-            except OSError:
-                os.truncate(journal, end)
-                raise
+                    file.flush()
+                except OSError:
+                    os.truncate(journal, end)
+                    raise
