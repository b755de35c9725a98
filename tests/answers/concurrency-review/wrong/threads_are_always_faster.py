"""More threads are always faster.

like: ../right/plain.py
fails: check-tools-one check-tools-two check-tools-three
"""
# %% tools
tools = {1: 'threads', 2: 'threads', 3: 'threads', 4: 'threads', 5: 'threads', 6: 'threads'}
