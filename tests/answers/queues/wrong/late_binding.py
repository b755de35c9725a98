"""All drivers look at the same variable and unload the last truck.

like: ../right/sentinels_and_conditions.py
fails: check-hall-crowd check-hall-time check-hall-hidden check-errors-truck-hidden
"""
# %% run-hall [changed]
-    drivers = [Thread(target=drive, args=(truck,)) for truck in trucks]
+    drivers = [Thread(target=lambda: drive(truck)) for truck in trucks]
