"""One word is used twice, and one is missing.

like: ../right/plain.py
fails: check-terms-four
"""
# %% terms
terms = {1: 'fork', 2: 'lost update', 3: 'critical section', 4: 'daemon thread', 5: 'atomic', 6: 'deadlock', 7: 'deadlock', 8: 'barrier'}
