"""The belt has room for everything.

like: ../right/sentinels_and_conditions.py
fails: check-hall-room-hidden
"""
# %% run-hall [changed]
-    belt, results, closing_time = Queue(room), [], object()
+    belt, results, closing_time = Queue(), [], object()
