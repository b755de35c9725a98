"""Sorters go home when the belt is empty.

like: ../right/sentinels_and_conditions.py
fails: check-hall check-hall-crowd check-hall-time check-hall-hidden check-hall-room-hidden check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall [changed]
-        while (parcel := belt.get()) is not closing_time:
-            results.append(work(parcel))
+        while not belt.empty():
+            results.append(work(belt.get()))
@@ def run_hall(trucks, work, sorters, room):
-    for _ in team:
-        belt.put(closing_time)
