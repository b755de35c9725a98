"""0 counts as false, so ticket 0 is sold and never printed.

like: ../right/with_lock.py
fails: check-print
"""
# %% buy-and-print [changed]
-    if number is not None:
+    if number:
