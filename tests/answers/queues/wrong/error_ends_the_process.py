"""No try: the process ends with the error.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-hidden
"""
# %% depot [changed]
-        try:
-            answers.put((number, (True, work(parcel))))
-        except Exception as error:
-            answers.put((number, (False, type(error).__name__)))
+        answers.put((number, (True, work(parcel))))
