"""After each news of others the time begins anew.

like: ../right/log_is_everything.py
fails: check-await-hidden
"""
# %% registry [changed]
-            self._news.wait_for(lambda: student not in waiting, seconds)
+            while student in waiting:
+                if not self._news.wait(seconds):
+                    break
