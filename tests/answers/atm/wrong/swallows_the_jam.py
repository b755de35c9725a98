"""The money goes back, and nobody hears of the jam.

like: ../right/one_lock.py
fails: check-jam check-jams
"""
# %% bank [changed]
-            raise
