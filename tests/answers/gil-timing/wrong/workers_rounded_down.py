"""The number of workers rounded down, and limits that can be reached with very many.

like: ../right/pools.py
fails: check-laws-needed
"""
# %% laws [changed]
-    return ceil((1 - alone) / (1 / speed - alone))
+    return int((1 - alone) / (1 / speed - alone))
