"""The pair names the generator that was wrapped around the truck.

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

    wrapped = []

    def unload_safely(place, truck):
        try:
            yield from truck
        except Exception as error:
            failures.append((wrapped[place], error))

    wrapped.extend(unload_safely(place, truck) for place, truck in enumerate(trucks))
    run_hall(wrapped, work_safely, sorters, room)
    return results, failures
