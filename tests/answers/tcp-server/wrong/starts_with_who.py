"""Whatever begins with WHO is taken for the question, in small letters, too.

like: ../right/plain.py
fails: check-serve-ends
"""
# %% station [changed]
-            if message == b"WHO":
+            if message.upper().startswith(b"WHO"):
