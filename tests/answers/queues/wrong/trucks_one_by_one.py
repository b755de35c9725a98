"""One driver unloads all trucks.

like: ../right/sentinels_and_conditions.py
fails: check-hall-time
"""
# %% run-hall [changed]
-    drivers = [Thread(target=drive, args=(truck,)) for truck in trucks]
+    def drive_all():
+        for truck in trucks:
+            drive(truck)
+
+    drivers = [Thread(target=drive_all)]
