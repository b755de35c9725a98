"""value waits for an event that is never set if nobody starts the helper.

like: threads_only.py
fails: check-helper-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% helper [changed]
         self.error = None
+        self.over = Event()
@@ def run(self):
             self.error = error
+        self.over.set()
@@ def value(self):
-        self.join()
+        self.over.wait()
