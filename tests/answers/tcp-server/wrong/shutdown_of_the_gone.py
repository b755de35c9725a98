"""stop does not expect that connections have ended already.

like: ../right/plain.py
fails: check-threads-stop-hidden
"""
# %% by-threads [changed]
-            try:
-                connection.shutdown(socket.SHUT_RDWR)
-            except OSError:
-                pass
+            connection.shutdown(socket.SHUT_RDWR)
