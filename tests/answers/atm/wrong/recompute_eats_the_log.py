"""The entries are popped from the log.

like: ../right/one_lock.py
fails: check-recompute-hidden
"""
# %% recompute [changed]
-    for entry in log:
+    while log:
+        entry = log.pop(0)
