"""Thread(target=serve(connection)): the call comes before the thread.

like: ../right/plain.py
fails: check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden
"""
# %% by-threads [changed]
-            thread = threading.Thread(target=serve, args=[connection])
+            thread = threading.Thread(target=serve(connection))
