"""The messages are taken for text: other letters are capitals, too.

like: ../right/plain.py
fails: check-serve
"""
# %% station [changed]
-                text = message.upper()
+                text = message.decode().upper().encode()
