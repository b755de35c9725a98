"""None, which is a line here, is taken for the sentinel.

like: ../right/queue_and_sentinel.py
fails: check-flush-hidden
"""
# %% log-book [changed]
-            self.write(line[0])
+            self.write(line)
@@ def log(self, line):
-            self.lines.put((line,))
+            self.lines.put(line)
