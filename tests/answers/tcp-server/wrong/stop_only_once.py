"""A second stop raises.

like: ../right/plain.py
fails: check-threads-stop-hidden check-processes-stop-hidden
"""
# %% by-threads [changed]
         self.main.join()
+        self.sock.settimeout(0)

# %% by-processes [changed]
         self.main.join()
+        self.sock.settimeout(0)
