"""What has ended is shut down and never closed.

like: ../right/plain.py
fails: check-threads-rude-hidden
"""
# %% station [changed]
-        connection.close()
+        try:
+            connection.shutdown(2)
+        except OSError:
+            pass
