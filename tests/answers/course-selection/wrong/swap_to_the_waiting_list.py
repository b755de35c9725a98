"""A swap for a full course ends on its waiting list.

like: ../right/log_is_everything.py
fails: check-swap check-leaving-hidden check-swap-or-nothing
"""
# %% registry [changed]
-                raise CourseFull(new)
+                self._happens(("drop", student, old), *follows, ("wait", student, new))
+                return
