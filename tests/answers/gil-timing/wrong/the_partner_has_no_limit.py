"""A thread for each question, a coroutine for some of the buoys.

like: ../right/pools.py
fails: check-choices-stations check-choices-buoys
"""
# %% choices
choices = {1: ('processes', 8), 2: ('threads', 300), 3: ('asyncio', 8), 4: ('serial', 1), 5: ('threads', 8)}
