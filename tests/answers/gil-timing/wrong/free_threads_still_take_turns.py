"""Free-threaded Python is just another word for threads.

like: ../right/pools.py
fails: check-predicted-one check-guess-sums
"""
# %% predicted
predicted = {'a': 12, 'b': 3, 'c': 3, 'd': 12, 'e': 3, 'f': 1, 'g': 12, 'h': 7, 'i': 6, 'j': 1}

# %% guess
guess = {'naps by threads': 18, 'naps by asyncio': 19, 'sums by threads': 1, 'sums by processes': 4}
