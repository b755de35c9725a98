"""Sleeps for the whole time-out and looks then.

like: ../right/queue_and_sentinel.py
fails: check-at-most-hidden
"""
# %% at-most [changed]
-    thread.join(seconds)
+    sleep(seconds)
