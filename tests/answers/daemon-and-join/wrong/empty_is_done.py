"""At the end it waits until the queue is empty: the last line is on its way still.

like: ../right/queue_and_sentinel.py
fails: check-careful check-careful-hidden
"""
# %% careful [changed]
-atexit.register(lines.join)
+def finish():
+    while not lines.empty():
+        time.sleep(0.001)
+
+
+atexit.register(finish)
