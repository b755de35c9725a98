"""The processes are joined before their results are taken out.

like: ../right/sentinels_and_conditions.py
fails: check-depot-hidden
"""
# %% depot [changed]
-    found = dict(answers.get() for _ in parcels)
     for process in team:
         process.join()
+    found = dict(answers.get() for _ in parcels)
