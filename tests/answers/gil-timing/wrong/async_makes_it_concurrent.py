"""What is called async happens at the same time, blocking calls too.

like: ../right/pools.py
fails: check-predicted-four check-choices-stations
"""
# %% predicted
predicted = {'a': 12, 'b': 3, 'c': 3, 'd': 3, 'e': 3, 'f': 1, 'g': 1, 'h': 7, 'i': 6, 'j': 1}

# %% choices
choices = {1: ('processes', 8), 2: ('asyncio', 20), 3: ('asyncio', 5000), 4: ('serial', 1), 5: ('threads', 8)}
