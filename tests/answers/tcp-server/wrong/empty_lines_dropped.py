"""A message of no bytes is taken for none.

like: ../right/plain.py
fails: check-messages-hidden check-serve-ends
"""
# %% framing [changed]
-            yield line
+            if line:
+                yield line
