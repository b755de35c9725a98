"""A time-out of a second, to be on the safe side.

like: ../right/sentinels_and_conditions.py
fails: check-drain
"""
# %% drain
def drain(belt):
    """Take off everything that lies on `belt`, without waiting; return a list of it."""
    parcels = []
    while True:
        try:
            parcels.append(belt.get(timeout=1))
        except Empty:
            return parcels
