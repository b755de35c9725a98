"""The threads are daemons, so stop leaves them alone.

like: ../right/plain.py
fails: check-threads-stop check-threads-stop-hidden check-processes-stop check-processes-stop-hidden
"""
# %% by-threads [changed]
-            thread = threading.Thread(target=serve, args=[connection])
+            thread = threading.Thread(target=serve, args=[connection], daemon=True)
@@ def stop(self):
-        for connection, thread in self.clients:
-            try:
-                connection.shutdown(socket.SHUT_RDWR)
-            except OSError:
-                pass
-        for connection, thread in self.clients:
-            thread.join()

# %% by-processes [changed]
-            child = multiprocessing.Process(target=serve, args=[connection])
+            child = multiprocessing.Process(target=serve, args=[connection], daemon=True)
@@ def stop(self):
-        for child in self.children:
-            child.kill()
-            child.join()
