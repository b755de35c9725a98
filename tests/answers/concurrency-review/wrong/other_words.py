"""Tools that the text does not know.

like: ../right/plain.py
fails: check-tools-one
"""
# %% tools
tools = {1: 'multiprocessing', 2: 'threading', 3: 'coroutines', 4: 'one thread', 5: 'both', 6: 'threads'}
