"""Looks with empty(), and takes with get().

like: ../right/sentinels_and_conditions.py
fails: check-drain-hidden
"""
# %% drain
def drain(belt):
    parcels = []
    while not belt.empty():
        parcels.append(belt.get())
    return parcels
