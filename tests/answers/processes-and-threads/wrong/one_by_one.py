"""One job after the other, so never too many.

like: threads_only.py
fails: check-at-most-crowd check-at-most-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most [changed]
         threads[-1].start()
+        threads[-1].join()
