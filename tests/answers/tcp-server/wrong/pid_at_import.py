"""The numbers are asked for when the module is imported, not by who serves.

like: ../right/plain.py
fails: check-threads-hidden check-processes check-processes-hidden
"""
# %% station [changed]
 from framing import messages
+
+
+ME = b"%d %d" % (os.getpid(), threading.get_native_id())
@@ def serve(connection):
-                text = f"{os.getpid()} {threading.get_native_id()}".encode()
+                text = ME

# %% by-processes [changed]
-            child = multiprocessing.Process(target=serve, args=[connection])
+            child = multiprocessing.get_context("fork").Process(target=serve, args=[connection])
