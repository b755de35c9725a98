"""What comes after the last newline counts, too.

like: ../right/plain.py
fails: check-messages check-messages-hidden check-serve-ends check-processes-rude-hidden
"""
# %% framing [changed]
             yield line
+    if rest:
+        yield rest
