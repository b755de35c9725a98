"""except: pass. The night goes on, and nobody hears of it.

like: ../right/sentinels_and_conditions.py
fails: check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    """Do as `run_hall` does, and return the results and the failures."""
    results, failures = [], []

    def work_safely(parcel):
        try:
            results.append(work(parcel))
        except Exception as error:
            pass

    def unload_safely(truck):
        try:
            yield from truck
        except Exception as error:
            pass

    run_hall([unload_safely(truck) for truck in trucks], work_safely, sorters, room)
    return results, failures
