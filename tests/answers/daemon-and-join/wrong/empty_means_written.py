"""flush waits until the queue is empty, and the last line is still being written.

like: ../right/queue_and_sentinel.py
fails: check-flush-hidden
"""
# %% log-book [changed]
-        self.lines.join()
+        while not self.lines.empty():
+            sleep(0.1)
