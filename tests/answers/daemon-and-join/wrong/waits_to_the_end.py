"""join without a time-out: the job is waited for however long it takes.

like: ../right/queue_and_sentinel.py
fails: check-at-most-late check-at-most-hidden
"""
# %% at-most [changed]
-    thread.join(seconds)
+    thread.join()
