"""One sentinel for all processes.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-together-hidden check-depot-hidden
"""
# %% depot [changed]
-    for _ in team:
-        belt.put(None)
+    belt.put(None)
