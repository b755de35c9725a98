"""An empty piece is taken for "nothing yet".

like: ../right/plain.py
fails: check-serve-ends check-threads-rude-hidden check-threads-stop check-threads-stop-hidden check-processes-rude-hidden
"""
# %% station [changed]
 import threading
+import time
@@ def pieces(connection):
-    while data := connection.recv(4096):
+    while True:
+        data = connection.recv(4096)
+        if not data:
+            time.sleep(0.05)
+            continue
