"""stop waits until every ship has gone by itself.

like: ../right/plain.py
fails: check-threads-stop check-threads-stop-hidden check-processes-stop check-processes-stop-hidden
"""
# %% by-threads [changed]
-            try:
-                connection.shutdown(socket.SHUT_RDWR)
-            except OSError:
-                pass
-        for connection, thread in self.clients:

# %% by-processes [changed]
-            child.kill()
