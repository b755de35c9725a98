"""A result of None is taken for none.

like: threads_only.py
fails: check-run-named-error check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% run-named [changed]
-            results[name] = job()
+            result = job()
+            if result:
+                results[name] = result
