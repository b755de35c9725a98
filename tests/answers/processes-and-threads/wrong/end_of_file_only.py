"""The end of the pipe is taken for the end of the child; siblings hold it open.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker-siblings-hidden
"""
# %% worker [like ../right/executor_and_manager.py]
+    def start(self):
+        super().start()
+        self.sender.close()
+
     def value(self, seconds=None):
@@ def value(self, seconds=None):
-            if not wait([self.receiver, self.sentinel], seconds):
+            if not self.receiver.poll(seconds):
                 raise TimeoutError(f"{self.name} is still running")
-            if self.receiver.poll():
+            try:
                 self.answer = self.receiver.recv()
+            except EOFError:
+                pass
