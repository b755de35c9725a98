"""The parent does not close its copy of the connection.

like: ../right/plain.py
fails: check-processes-rude-hidden
"""
# %% by-processes [changed]
-            connection.close()
