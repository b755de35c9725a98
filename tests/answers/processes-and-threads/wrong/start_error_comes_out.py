"""A job that can’t be started ends everything.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-run-all-start-hidden
"""
# %% worker [like ../right/executor_and_manager.py]

# %% run-all [like ../right/straight.py]
-            try:
-                worker = Worker(name, *job)
-                worker.start()
-                workers[name] = worker
-            except Exception as error:
-                errors[name] = f"{type(error).__name__}: {error}"
+            worker = Worker(name, *job)
+            worker.start()
+            workers[name] = worker
