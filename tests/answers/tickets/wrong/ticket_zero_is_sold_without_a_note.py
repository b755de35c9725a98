"""0 counts as false, so the office does not know any more that it sold ticket 0.

like: ../right/one_global_lock_quick.py
fails: check-transfer-refund
"""
# %% office [changed]
-            if number is not None:
+            if number:
