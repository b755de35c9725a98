"""The text of an error without its type.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker-error
"""
# %% worker [changed]
-            answer = False, f"{type(error).__name__}: {error}"
+            answer = False, str(error)
