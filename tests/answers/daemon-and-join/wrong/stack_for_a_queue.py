"""The last line that was logged is written first.

like: ../right/queue_and_sentinel.py
fails: check-log-book check-log-book-slow check-flush-hidden check-log-book-hidden
"""
# %% log-book [changed]
+from queue import LifoQueue
+
 class LogBook:
@@ def __init__(self, write):
-        self.lines = Queue()
+        self.lines = LifoQueue()
