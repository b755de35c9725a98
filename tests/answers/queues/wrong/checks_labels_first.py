"""Tries the work in advance, and again: twice for each parcel, and the failed ones are gone.

like: ../right/sentinels_and_conditions.py
fails: check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    failures = []

    def good(truck):
        for parcel in truck:
            try:
                work(parcel)
            except Exception as error:
                failures.append((parcel, error))
                return
            yield parcel

    return run_hall([good(truck) for truck in trucks], work, sorters, room), failures
