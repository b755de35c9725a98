"""A scanner looks whether there is a job and takes it: two can see the last one.

like: threads_only.py
fails: check-at-most-crowd check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most [like ../right/queues.py]
-        while True:
-            try:
-                name, job = todo.get_nowait()
-            except Empty:
-                break
+        while not todo.empty():
+            name, job = todo.get()
