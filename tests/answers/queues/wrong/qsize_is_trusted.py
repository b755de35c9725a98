"""Asks qsize() how many there are, and takes that many.

like: ../right/sentinels_and_conditions.py
fails: check-drain-hidden
"""
# %% drain
def drain(belt):
    return [belt.get() for _ in range(belt.qsize())]
