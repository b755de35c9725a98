"""Each driver puts a sentinel when the truck is empty.

like: ../right/sentinels_and_conditions.py
fails: check-hall check-hall-time check-hall-hidden check-hall-room-hidden check-errors-truck-hidden
"""
# %% run-hall [changed]
             belt.put(parcel)
+        belt.put(closing_time)
@@ def run_hall(trucks, work, sorters, room):
-    for _ in team:
-        belt.put(closing_time)
