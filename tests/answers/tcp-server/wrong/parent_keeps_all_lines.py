"""The parent keeps every connection, to close it at the end.

like: ../right/plain.py
fails: check-processes-hidden check-processes-rude-hidden
"""
# %% by-processes [changed]
         self.children = []
+        self.lines = []
@@ def loop(self):
-            connection.close()
+            self.lines.append(connection)
@@ def stop(self):
         self.sock.close()
+        for line in self.lines:
+            line.close()
