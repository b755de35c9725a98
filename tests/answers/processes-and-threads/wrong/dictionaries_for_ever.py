"""The dictionaries are made once, for all calls.

like: threads_only.py
fails: check-run-named-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% run-named [changed]
-def run_named(jobs):
+def run_named(jobs, results={}, errors={}):
     """Run each job in a thread of its own with its name; return results and errors by name."""
-    results, errors = {}, {}
