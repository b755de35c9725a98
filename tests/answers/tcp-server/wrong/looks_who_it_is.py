"""The thread that accepts waits for the first word before it starts a thread.

like: ../right/plain.py
fails: check-threads-crowd check-threads-rude-hidden
"""
# %% by-threads [changed]
-            self.sock.listen(5)
+            self.sock.listen(100)
@@ def loop(self):
                 continue
+            connection.recv(1, socket.MSG_PEEK)
