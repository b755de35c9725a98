"""What is returned and is an exception is raised.

like: threads_only.py
fails: check-helper-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% helper [changed]
             self.result = self.job()
+            if isinstance(self.result, Exception):
+                raise self.result
