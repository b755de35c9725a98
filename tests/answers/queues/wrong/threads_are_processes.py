"""The sorters are threads.

like: ../right/sentinels_and_conditions.py
fails: check-depot-together-hidden
"""
# %% depot [changed]
 import multiprocessing
+import threading
@@ def sort_in_processes(parcels, work, sorters):
-    team = [multiprocessing.Process(target=sort, args=(work, belt, answers)) for _ in range(sorters)]
+    team = [threading.Thread(target=sort, args=(work, belt, answers)) for _ in range(sorters)]
