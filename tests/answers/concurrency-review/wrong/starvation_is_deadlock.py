"""Starvation and deadlock taken for each other.

like: ../right/plain.py
fails: check-terms-four
"""
# %% terms
terms = {1: 'fork', 2: 'lost update', 3: 'critical section', 4: 'daemon thread', 5: 'atomic', 6: 'deadlock', 7: 'starvation', 8: 'barrier'}
