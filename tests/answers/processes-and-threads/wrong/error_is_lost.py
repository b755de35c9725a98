"""An error ends its own thread, and nobody hears of it.

like: threads_only.py
fails: check-run-named-error check-run-named-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% run-named [changed]
-        try:
-            results[name] = job()
-        except BaseException as error:
-            errors[name] = error
+        results[name] = job()
