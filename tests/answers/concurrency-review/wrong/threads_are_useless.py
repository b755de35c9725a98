"""Threads are useless in Python: processes for everything.

like: ../right/plain.py
fails: check-tools-one check-tools-two check-tools-three
"""
# %% tools
tools = {1: 'processes', 2: 'processes', 3: 'processes', 4: 'processes', 5: 'processes', 6: 'processes'}
