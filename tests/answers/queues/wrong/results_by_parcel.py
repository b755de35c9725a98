"""Results are kept in a dictionary by parcel: equal ones become one.

like: ../right/sentinels_and_conditions.py
fails: check-hall-hidden
"""
# %% run-hall
def run_hall(trucks, work, sorters, room):
    """Unload all trucks onto one belt, let `sorters` threads work on the parcels; return the results."""
    belt, results, closing_time = Queue(room), {}, object()

    def drive(truck):
        for parcel in truck:
            belt.put(parcel)

    def sort():
        while (parcel := belt.get()) is not closing_time:
            results[str(parcel)] = work(parcel)

    drivers = [Thread(target=drive, args=(truck,)) for truck in trucks]
    team = [Thread(target=sort) for _ in range(sorters)]
    for thread in drivers + team:
        thread.start()
    for thread in drivers:
        thread.join()
    for _ in team:
        belt.put(closing_time)
    for thread in team:
        thread.join()
    return list(results.values())
