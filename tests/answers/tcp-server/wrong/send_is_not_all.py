"""send with a timeout, and nobody looks how much was sent.

like: ../right/plain.py
fails: check-serve-big
"""
# %% station [changed]
     number = 0
+    connection.settimeout(60)
@@ def serve(connection):
-            connection.sendall(str(number).encode() + b" " + text + b"\n")
+            connection.send(str(number).encode() + b" " + text + b"\n")
