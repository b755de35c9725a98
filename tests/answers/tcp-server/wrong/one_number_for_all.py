"""The number is a global variable, one for all threads.

like: ../right/plain.py
fails: check-serve-ends check-threads check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden
"""
# %% station [changed]
+number = 0
+
+
 def serve(connection):
-    number = 0
+    global number
