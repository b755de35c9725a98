"""The semaphore is held while a thread is started, not while the job runs.

like: threads_only.py
fails: check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most [changed]
-        free.release()
@@ def run_at_most(most, jobs):
-        free.acquire()
-        threads.append(Thread(target=work, args=item))
-        threads[-1].start()
+        with free:
+            threads.append(Thread(target=work, args=item))
+            threads[-1].start()
