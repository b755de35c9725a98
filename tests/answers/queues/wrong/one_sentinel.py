"""One sentinel for all sorters.

like: ../right/sentinels_and_conditions.py
fails: check-hall-crowd check-hall-time check-hall-hidden check-hall-room-hidden
"""
# %% run-hall [changed]
-    for _ in team:
-        belt.put(closing_time)
+    belt.put(closing_time)
