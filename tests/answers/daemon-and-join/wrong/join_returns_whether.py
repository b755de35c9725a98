"""join is taken to return whether the thread has ended.

like: ../right/queue_and_sentinel.py
fails: check-at-most check-at-most-hidden
"""
# %% at-most [changed]
-    thread.join(seconds)
+    if not thread.join(seconds):
+        raise TimeoutError("late")
