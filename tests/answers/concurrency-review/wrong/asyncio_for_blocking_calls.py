"""Coroutines for calls that block.

like: ../right/plain.py
fails: check-tools-one check-tools-three
"""
# %% tools
tools = {1: 'processes', 2: 'coroutines', 3: 'coroutines', 4: 'one thread', 5: 'both', 6: 'coroutines'}
