"""None is the sentinel, although None may be a parcel.

like: ../right/sentinels_and_conditions.py
fails: check-hall-hidden
"""
# %% run-hall [changed]
-    belt, results, closing_time = Queue(room), [], object()
+    belt, results, closing_time = Queue(room), [], None
