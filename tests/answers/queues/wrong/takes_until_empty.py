"""Waits a little, and takes results until the queue says that it is empty.

like: ../right/sentinels_and_conditions.py
fails: check-depot-hidden
"""
# %% depot [changed]
 import multiprocessing
+import time
@@ def sort_in_processes(parcels, work, sorters):
-    found = dict(answers.get() for _ in parcels)
+    found = {}
+    time.sleep(0.7)
+    while not answers.empty():
+        number, answer = answers.get()
+        found[number] = answer
