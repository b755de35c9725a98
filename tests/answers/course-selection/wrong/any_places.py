"""Places are compared, not looked at: 2.5 is a number of places.

like: ../right/log_is_everything.py
fails: check-choose-hidden
"""
# %% registry [changed]
-        if not isinstance(places, int) or places < 1:
+        if not places or float(places) < 1:
