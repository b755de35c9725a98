"""Sorters look whether all drivers have ended and the belt is empty, and then wait in get.

like: ../right/sentinels_and_conditions.py
fails: check-hall check-hall-crowd check-hall-hidden check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall [changed]
-        while (parcel := belt.get()) is not closing_time:
-            results.append(work(parcel))
+        while any(driver.is_alive() for driver in drivers) or not belt.empty():
+            results.append(work(belt.get()))
@@ def run_hall(trucks, work, sorters, room):
-    for _ in team:
-        belt.put(closing_time)
