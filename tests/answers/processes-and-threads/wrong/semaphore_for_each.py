"""Each job makes a semaphore of its own.

like: threads_only.py
fails: check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most [changed]
+        free = Semaphore(most)
         try:
-            results[name] = job()
+            with free:
+                results[name] = job()
@@ def work(name, job):
-        free.release()
@@ def run_at_most(most, jobs):
-        free.acquire()
