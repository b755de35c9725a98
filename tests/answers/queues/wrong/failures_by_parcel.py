"""Failures are kept in a dictionary by parcel: equal ones become one.

like: ../right/sentinels_and_conditions.py
fails: check-errors-hidden
"""
# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    """Do as `run_hall` does, and return the results and the failures."""
    results, failures = [], {}

    def work_safely(parcel):
        try:
            results.append(work(parcel))
        except Exception as error:
            failures[parcel] = error

    def unload_safely(truck):
        try:
            yield from truck
        except Exception as error:
            failures[truck] = error

    run_hall([unload_safely(truck) for truck in trucks], work_safely, sorters, room)
    return results, list(failures.items())
