"""The first None or 0 ends it.

like: ../right/sentinels_and_conditions.py
fails: check-drain
"""
# %% drain
def drain(belt):
    parcels = []
    try:
        while parcel := belt.get_nowait():
            parcels.append(parcel)
    except Empty:
        pass
    return parcels
