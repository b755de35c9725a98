"""stop closes the listener and relies on accept to notice.

like: ../right/plain.py
fails: check-threads-stop check-threads-stop-hidden
"""
# %% by-threads [changed]
-        self.sock.settimeout(0.1)
@@ def stop(self):
-        self.main.join()
