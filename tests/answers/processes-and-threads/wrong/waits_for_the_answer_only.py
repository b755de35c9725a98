"""An answer is waited for, and the dead give none.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker-error check-worker-hidden check-worker-siblings-hidden
"""
# %% worker [like ../right/executor_and_manager.py]
-            if not wait([self.receiver, self.sentinel], seconds):
+            if not self.receiver.poll(seconds):
