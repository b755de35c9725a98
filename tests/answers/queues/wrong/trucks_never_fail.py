"""A truck that breaks down is not thought of.

like: ../right/sentinels_and_conditions.py
fails: check-errors-truck-hidden
"""
# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    """Do as `run_hall` does, and return the results and the failures."""
    results, failures = [], []

    def work_safely(parcel):
        try:
            results.append(work(parcel))
        except Exception as error:
            failures.append((parcel, error))

    def unload_safely(truck):
        try:
            yield from truck
        except Exception as error:
            failures.append((truck, error))

    run_hall(trucks, work_safely, sorters, room)
    return results, failures
