"""A second close puts a second sentinel and waits for it to be taken.

like: ../right/queue_and_sentinel.py
fails: check-log-book-closed
"""
# %% log-book [changed]
-            if not self.closed:
-                self.closed = True
-                self.lines.put(None)
+            self.closed = True
+            self.lines.put(None)
+        self.lines.join()
