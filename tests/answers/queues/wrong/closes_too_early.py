"""The sentinels are put while the drivers are still unloading.

like: ../right/sentinels_and_conditions.py
fails: check-hall check-hall-crowd check-hall-time check-hall-hidden check-hall-room-hidden check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall
def run_hall(trucks, work, sorters, room):
    """Unload all trucks onto one belt, let `sorters` threads work on the parcels; return the results."""
    belt, results, closing_time = Queue(room), [], object()

    def drive(truck):
        for parcel in truck:
            belt.put(parcel)

    def sort():
        while (parcel := belt.get()) is not closing_time:
            results.append(work(parcel))

    drivers = [Thread(target=drive, args=(truck,)) for truck in trucks]
    team = [Thread(target=sort) for _ in range(sorters)]
    for thread in drivers + team:
        thread.start()
    for _ in team:
        belt.put(closing_time)
    for thread in drivers:
        thread.join()
    for thread in team:
        thread.join()
    return results
