"""A daemon loses updates, a lost update is a daemon: two words swapped.

like: ../right/plain.py
fails: check-terms-two
"""
# %% terms
terms = {1: 'fork', 2: 'daemon thread', 3: 'critical section', 4: 'lost update', 5: 'atomic', 6: 'starvation', 7: 'deadlock', 8: 'barrier'}
