"""roll returns the registry's own lists.

like: ../right/log_is_everything.py
fails: check-choose-hidden check-move-up check-log-many
"""
# %% registry [changed]
-            return list(members), list(waiting)
+            return members, waiting
