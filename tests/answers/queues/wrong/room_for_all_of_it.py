"""The room is given free when the work is done: with room for one, one sorter works.

like: ../right/sentinels_and_conditions.py
fails: check-hall-room-hidden
"""
# %% run-hall [changed]
-    belt, results, closing_time = Queue(room), [], object()
+    belt, results, closing_time = Queue(), [], object()
+    places = Semaphore(room)
@@ def drive(truck):
         for parcel in truck:
+            places.acquire()
@@ def sort():
             results.append(work(parcel))
+            places.release()
