"""Who waits is told of moving up, and not of a drop at another terminal.

like: ../right/log_is_everything.py
fails: check-await-hidden
"""
# %% registry [changed]
-        self._news.notify_all()
+        if any(entry[0] == "move up" for entry in entries):
+            self._news.notify_all()
