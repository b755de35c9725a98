"""await_place holds the lock while it sleeps.

like: ../right/log_is_everything.py
fails: check-await check-await-late check-await-hidden check-no-news-lost
"""
# %% registry [changed]
-            self._news.wait_for(lambda: student not in waiting, seconds)
+            for _ in range(int(seconds * 8)):
+                if student not in waiting:
+                    break
+                sleep(0.125)
