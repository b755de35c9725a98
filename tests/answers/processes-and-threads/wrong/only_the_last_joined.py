"""The last thread is joined, the others are not.

like: threads_only.py
fails: check-run-named check-run-named-error check-run-named-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% run-named [changed]
         thread.start()
-    for thread in threads:
+    if threads:
