"""The sentinels are put while the drivers are still unloading.

like: ../right/sentinels_and_conditions.py
fails: check-hall check-hall-crowd check-hall-time check-hall-hidden check-hall-room-hidden check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall [changed]
+    for _ in team:
+        belt.put(closing_time)
     for thread in drivers:
         thread.join()
-    for _ in team:
-        belt.put(closing_time)
