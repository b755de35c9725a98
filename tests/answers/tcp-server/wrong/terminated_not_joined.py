"""Children are terminated, and nobody joins them.

like: ../right/plain.py
fails: check-processes-stop check-processes-stop-hidden
"""
# %% by-processes [changed]
-            child.kill()
-            child.join()
+            child.terminate()
