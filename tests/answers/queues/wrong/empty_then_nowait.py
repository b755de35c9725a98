"""Looks with empty() and takes without waiting: Empty is not expected.

like: ../right/sentinels_and_conditions.py
fails: check-drain-hidden
"""
# %% drain
def drain(belt):
    parcels = []
    while not belt.empty():
        parcels.append(belt.get_nowait())
    return parcels
