"""One of those who wait is woken up, not all.

like: ../right/log_is_everything.py
fails: check-await-hidden check-no-news-lost
"""
# %% registry [changed]
-        self._news.notify_all()
+        self._news.notify()
