"""A lock for each account, taken in the order in which they are named.

like: ../right/row_locks.py
fails: check-checkouts check-transfers
"""
# %% bank [changed]
-            for row in sorted(set(rows), key=lambda row: row.rank):
+            for row in dict.fromkeys(rows):
