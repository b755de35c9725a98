"""Children are forked and killed, and nobody asks after them.

like: ../right/plain.py
fails: check-processes-rude-hidden check-processes-stop check-processes-stop-hidden
"""
# %% by-processes [changed]
-import multiprocessing
+import os
+import signal
@@ def loop(self):
-            child = multiprocessing.Process(target=serve, args=[connection])
-            child.start()
+            child = os.fork()
+            if child == 0:
+                serve(connection)
+                os._exit(0)
@@ def stop(self):
-            child.kill()
-            child.join()
+            os.kill(child, signal.SIGKILL)
+        self.children = []
