"""A closed belt gives out nothing more.

like: ../right/chinese.py
fails: check-belt check-belt-close check-belt-close-hidden check-belt-time-hidden
"""
# %% belt [like ../right/sentinels_and_conditions.py]
-            if not self.parcels:
+            if self.closed:
