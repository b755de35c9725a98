"""The constructor serves, and never returns.

like: ../right/plain.py
fails: check-threads check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden
"""
# %% by-threads [changed]
-        self.main = threading.Thread(target=self.loop)
-        self.main.start()
+        self.loop()
