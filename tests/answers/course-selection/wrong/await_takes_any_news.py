"""Any news is taken for the news that was waited for.

like: ../right/log_is_everything.py
fails: check-await-late check-await-hidden
"""
# %% registry [changed]
-            self._news.wait_for(lambda: student not in waiting, seconds)
+            student in waiting and self._news.wait(seconds)
