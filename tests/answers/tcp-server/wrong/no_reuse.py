"""SO_REUSEADDR is missing: the port stays taken for a minute.

like: ../right/plain.py
fails: check-threads-stop-hidden
"""
# %% by-threads [changed]
-        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
