"""run in place of start: everything happens in the main process.

like: ../right/sentinels_and_conditions.py
fails: check-depot-together-hidden
"""
# %% depot [changed]
-    for process in team:
-        process.start()
@@ def sort_in_processes(parcels, work, sorters):
+    for process in team:
+        process.run()
     belt.join()
     found = dict(answers.get() for _ in parcels)
-    for process in team:
-        process.join()
