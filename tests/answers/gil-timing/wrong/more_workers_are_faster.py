"""More workers are always faster: twelve processes on four cores, a worker for each task.

like: ../right/pools.py
fails: check-predicted-two check-guess-naps check-choices-forecasts check-choices-average
"""
# %% predicted
predicted = {'a': 12, 'b': 3, 'c': 1, 'd': 3, 'e': 3, 'f': 1, 'g': 12, 'h': 7, 'i': 6, 'j': 1}

# %% guess
guess = {'naps by threads': 18, 'naps by asyncio': 40, 'sums by threads': 1, 'sums by processes': 1.9}

# %% choices
choices = {1: ('processes', 600), 2: ('threads', 20), 3: ('asyncio', 5000), 4: ('threads', 6), 5: ('threads', 8)}
