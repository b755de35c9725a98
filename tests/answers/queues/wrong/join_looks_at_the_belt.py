"""join waits until nothing lies on the belt.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-time check-joinable-hidden check-joinable-again-hidden
"""
# %% joinable-belt [changed]
-        with self.change:
-            while self.not_done:
-                self.change.wait()
+        while self.parcels:
+            sleep(0.1)
