"""The thread of the job is no daemon.

like: ../right/queue_and_sentinel.py
fails: check-at-most-hidden
"""
# %% at-most [changed]
-    thread = Thread(target=work, daemon=True)
+    thread = Thread(target=work)
