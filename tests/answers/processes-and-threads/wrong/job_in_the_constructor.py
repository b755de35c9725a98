"""The job is done when the helper is made.

like: threads_only.py
fails: check-helper check-helper-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% helper [changed]
-        self.result = None
-        self.error = None
-
-    def run(self):
+        self.result = self.error = None
         try:
-            self.result = self.job()
+            self.result = job()
@@ class Helper(Thread):
+    def run(self):
+        pass
+
     def value(self):
