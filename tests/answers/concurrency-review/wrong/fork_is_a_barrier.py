"""Fork and barrier swapped.

like: ../right/plain.py
fails: check-terms-one
"""
# %% terms
terms = {1: 'barrier', 2: 'lost update', 3: 'critical section', 4: 'daemon thread', 5: 'atomic', 6: 'starvation', 7: 'deadlock', 8: 'fork'}
