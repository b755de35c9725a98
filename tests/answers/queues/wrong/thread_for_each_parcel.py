"""A thread for each parcel; nobody is held back.

like: ../right/sentinels_and_conditions.py
fails: check-hall-time check-hall-room-hidden
"""
# %% run-hall
def run_hall(trucks, work, sorters, room):
    results = []

    def drive(truck):
        for parcel in truck:
            thread = Thread(target=lambda parcel=parcel: results.append(work(parcel)))
            thread.start()
            threads.append(thread)

    threads = []
    finish(begin(*[lambda truck=truck: drive(truck) for truck in trucks]))
    finish(threads)
    return results
