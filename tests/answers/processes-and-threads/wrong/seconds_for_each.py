"""Each job has all of the seconds, one after the other.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-run-all-late-hidden
"""
# %% worker [like ../right/executor_and_manager.py]

# %% run-all [like ../right/straight.py]
-                results[name] = worker.value(None if end is None else max(0, end - monotonic()))
+                results[name] = worker.value(seconds)
