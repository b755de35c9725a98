"""A new lock in each call protects; more locks are safer.

like: ../right/plain.py
fails: check-verdicts-one check-verdicts-three
"""
# %% verdicts
verdicts = {'a': 'right', 'b': 'right', 'c': 'stuck', 'd': 'right', 'e': 'right', 'f': 'stuck', 'g': 'right', 'h': 'right'}
