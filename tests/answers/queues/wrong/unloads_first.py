"""First everything is unloaded, then the sorters begin.

like: ../right/sentinels_and_conditions.py
fails: check-hall-time check-hall-room-hidden
"""
# %% run-hall
def run_hall(trucks, work, sorters, room):
    parcels = Queue()
    results = []

    def drive(truck):
        for parcel in truck:
            parcels.put(parcel)

    def sort():
        for parcel in drain(parcels):
            results.append(work(parcel))

    finish(begin(*[lambda truck=truck: drive(truck) for truck in trucks]))
    finish(begin(*[sort] * sorters))
    return results
