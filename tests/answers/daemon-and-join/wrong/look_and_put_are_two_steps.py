"""log looks whether the book is closed, and puts the line without a lock.

like: ../right/queue_and_sentinel.py
fails: check-log-book-hidden
"""
# %% log-book [changed]
-        with self.lock:
-            if self.closed:
-                raise ValueError("the log book is closed")
-            self.lines.put((line,))
+        if self.closed:
+            raise ValueError("the log book is closed")
+        self.lines.put((line,))
