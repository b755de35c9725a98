"""Nobody ends the processes.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-together-hidden check-depot-hidden
"""
# %% depot [changed]
-    team = [multiprocessing.Process(target=sort, args=(work, belt, answers)) for _ in range(sorters)]
+    team = [multiprocessing.Process(target=sort, args=(work, belt, answers), daemon=True) for _ in range(sorters)]
@@ def sort_in_processes(parcels, work, sorters):
-    for _ in team:
-        belt.put(None)
@@ def sort_in_processes(parcels, work, sorters):
-    for process in team:
-        process.join()
