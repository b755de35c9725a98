"""work is called under a lock, by one sorter at a time.

like: ../right/sentinels_and_conditions.py
fails: check-hall-time check-hall-room-hidden
"""
# %% run-hall [changed]
     belt, results, closing_time = Queue(room), [], object()
+    lock = Lock()
@@ def sort():
-            results.append(work(parcel))
+            with lock:
+                results.append(work(parcel))
