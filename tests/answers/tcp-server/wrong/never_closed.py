"""Nobody closes the connection.

like: ../right/plain.py
fails: check-serve-ends check-threads-rude-hidden
"""
# %% station [changed]
-    finally:
-        connection.close()
