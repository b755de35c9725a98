"""Not to be told from a result: work that fails gives None.

like: ../right/sentinels_and_conditions.py
fails: check-errors check-errors-hidden check-errors-truck-hidden
"""
# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    failures = []
    def safe(parcel):
        try:
            return work(parcel)
        except Exception as error:
            failures.append((parcel, error))
    return run_hall(trucks, safe, sorters, room), failures
