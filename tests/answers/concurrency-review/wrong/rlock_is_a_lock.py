"""Taking an RLock twice is a deadlock, and so are two locks.

like: ../right/plain.py
fails: check-verdicts-two check-verdicts-four
"""
# %% verdicts
verdicts = {'a': 'right', 'b': 'race', 'c': 'stuck', 'd': 'stuck', 'e': 'race', 'f': 'stuck', 'g': 'right', 'h': 'stuck'}
