"""A SimpleQueue for the results, which nobody empties before everything is done.

like: ../right/sentinels_and_conditions.py
fails: check-depot-hidden
"""
# %% depot [changed]
-    belt, answers = multiprocessing.JoinableQueue(), multiprocessing.Queue()
+    belt, answers = multiprocessing.JoinableQueue(), multiprocessing.SimpleQueue()
