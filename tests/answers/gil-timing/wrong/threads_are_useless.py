"""Threads are useless in Python: the GIL makes them wait for each other in whatever they do.

like: ../right/pools.py
fails: check-predicted-three check-predicted-five check-guess-naps check-choices-stations check-choices-satellite
"""
# %% predicted
predicted = {'a': 12, 'b': 3, 'c': 3, 'd': 3, 'e': 12, 'f': 1, 'g': 12, 'h': 16, 'i': 6, 'j': 3}

# %% guess
guess = {'naps by threads': 1, 'naps by asyncio': 19, 'sums by threads': 1, 'sums by processes': 1.9}

# %% choices
choices = {1: ('processes', 8), 2: ('processes', 20), 3: ('asyncio', 5000), 4: ('serial', 1), 5: ('processes', 8)}
