"""Threads run in the order in which they were started.

like: ../right/plain.py
fails: check-outputs-b
"""
# %% outputs [changed]
-outputs_b = {"acb", "abc"}
+outputs_b = {"abc"}
