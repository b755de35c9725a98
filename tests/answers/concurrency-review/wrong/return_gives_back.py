"""A return gives the lock back.

like: ../right/plain.py
fails: check-verdicts-two
"""
# %% verdicts
verdicts = {'a': 'right', 'b': 'race', 'c': 'right', 'd': 'right', 'e': 'race', 'f': 'stuck', 'g': 'right', 'h': 'right'}
