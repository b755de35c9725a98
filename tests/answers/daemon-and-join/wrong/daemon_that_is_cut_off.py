"""A daemon, and close only says that it is closed.

like: ../right/queue_and_sentinel.py
fails: check-log-book check-log-book-slow check-flush-hidden check-log-book-hidden
"""
# %% log-book [changed]
-        self.thread = Thread(target=self.run)
+        self.thread = Thread(target=self.run, daemon=True)
@@ def close(self):
-        self.thread.join()
+        pass
