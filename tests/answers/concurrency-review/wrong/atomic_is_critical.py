"""A critical section is taken for atomic.

like: ../right/plain.py
fails: check-terms-three
"""
# %% terms
terms = {1: 'fork', 2: 'lost update', 3: 'atomic', 4: 'daemon thread', 5: 'critical section', 6: 'starvation', 7: 'deadlock', 8: 'barrier'}
