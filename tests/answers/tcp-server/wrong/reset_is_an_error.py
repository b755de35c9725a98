"""An abrupt end of a connection is not expected.

like: ../right/plain.py
fails: check-serve-ends
"""
# %% station [changed]
-    except ConnectionError:
-        pass
