"""Who waits gives every lock away.

like: ../right/pools.py
fails: check-predicted-three
"""
# %% predicted
predicted = {'a': 12, 'b': 3, 'c': 3, 'd': 3, 'e': 3, 'f': 1, 'g': 12, 'h': 7, 'i': 2, 'j': 1}
