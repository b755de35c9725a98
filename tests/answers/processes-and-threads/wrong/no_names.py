"""The threads have no names.

like: threads_only.py
fails: check-run-named check-run-named-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% run-named [changed]
-    threads = [Thread(target=work, args=item, name=item[0]) for item in jobs.items()]
+    threads = [Thread(target=work, args=item) for item in jobs.items()]
