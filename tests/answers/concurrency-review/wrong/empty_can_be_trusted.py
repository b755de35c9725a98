"""The length of a queue tells whether get will block.

like: ../right/plain.py
fails: check-verdicts-three
"""
# %% verdicts
verdicts = {'a': 'right', 'b': 'race', 'c': 'stuck', 'd': 'right', 'e': 'race', 'f': 'right', 'g': 'right', 'h': 'right'}
