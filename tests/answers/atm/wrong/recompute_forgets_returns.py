"""What went back onto an account is not counted.

like: ../right/one_lock.py
fails: check-recompute-hidden
"""
# %% recompute [changed]
-        elif kind in ("deposit", "return"):
+        elif kind == "deposit":
