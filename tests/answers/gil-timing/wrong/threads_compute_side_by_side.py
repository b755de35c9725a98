"""Threads compute at the same time, GIL or not; more threads are always faster.

like: ../right/pools.py
fails: check-predicted-one check-predicted-five check-guess-sums check-choices-forecasts check-choices-satellite
"""
# %% predicted
predicted = {'a': 3, 'b': 3, 'c': 3, 'd': 3, 'e': 3, 'f': 1, 'g': 12, 'h': 4, 'i': 6, 'j': 1}

# %% guess
guess = {'naps by threads': 18, 'naps by asyncio': 19, 'sums by threads': 2, 'sums by processes': 1.9}

# %% choices
choices = {1: ('threads', 8), 2: ('threads', 20), 3: ('asyncio', 5000), 4: ('serial', 1), 5: ('threads', 64)}
