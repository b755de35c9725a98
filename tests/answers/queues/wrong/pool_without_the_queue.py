"""A pool in place of the queue.

like: ../right/sentinels_and_conditions.py
fails: check-depot check-depot-together-hidden check-depot-hidden
"""
# %% depot
%%program --only-write depot.py
import multiprocessing
from functools import partial


def attempt(work, parcel):
    try:
        return True, work(parcel)
    except Exception as error:
        return False, type(error).__name__


def sort_in_processes(parcels, work, sorters):
    with multiprocessing.Pool(sorters) as pool:
        return pool.map(partial(attempt, work), parcels)
