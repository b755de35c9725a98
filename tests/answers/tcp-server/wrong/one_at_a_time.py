"""The thread that accepts serves, too; so does the process.

like: ../right/plain.py
fails: check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden check-processes check-processes-hidden check-processes-rude-hidden check-processes-stop check-processes-stop-hidden
"""
# %% by-threads [changed]
-            thread = threading.Thread(target=serve, args=[connection])
-            self.clients.append((connection, thread))
-            thread.start()
+            serve(connection)

# %% by-processes [changed]
-            child = multiprocessing.Process(target=serve, args=[connection])
-            child.start()
-            connection.close()
-            self.children.append(child)
+            serve(connection)
