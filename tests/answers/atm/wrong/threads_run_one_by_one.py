"""Puts a Thread of its own, which runs at once, in the place of Python's.

like: no_lock.py
fails: check-auditor check-carts check-checkouts check-cut-off check-dispensers check-in-and-out check-jams check-last-piece check-log check-opened-twice check-restart check-save check-save-meanwhile check-transfers check-two-deposits check-withdrawals
"""
# %% bank [changed]
 from contextlib import nullcontext
+
+class Thread:
+    def __init__(self, target=None, args=()):
+        self.start = lambda: target(*args)
+    def join(self):
+        pass
