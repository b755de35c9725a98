"""log goes on after close.

like: ../right/queue_and_sentinel.py
fails: check-log-book-closed check-log-book-hidden
"""
# %% log-book [changed]
-            if self.closed:
-                raise ValueError("the log book is closed")
