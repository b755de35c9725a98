"""Sleeps a little in place of a lock.

like: no_lock.py
fails: check-auditor check-carts check-checkouts check-cut-off check-dispensers check-in-and-out check-jams check-last-piece check-log check-opened-twice check-restart check-save check-save-meanwhile check-transfers check-two-deposits check-withdrawals
"""
# %% bank [changed]
-from contextlib import nullcontext
+class Nap:
+    def __enter__(self):
+        sleep(0.001)
+    def __exit__(self, *error):
+        pass
@@ def __init__(self):
-        self.lock = nullcontext()
+        self.lock = Nap()
