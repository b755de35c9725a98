"""A parcel that fails is not reported as done.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-hidden
"""
# %% depot [changed]
+            belt.task_done()
         except Exception as error:
             answers.put((number, (False, type(error).__name__)))
-        belt.task_done()
