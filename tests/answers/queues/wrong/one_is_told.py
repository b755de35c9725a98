"""Of those who wait in join one is told.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-again-hidden
"""
# %% joinable-belt [changed]
-                self.change.notify_all()
+                self.change.notify()
