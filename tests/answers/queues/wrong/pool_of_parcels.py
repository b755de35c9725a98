"""A pool with a queue of its own, which has no end.

like: ../right/sentinels_and_conditions.py
fails: check-hall-room-hidden
"""
# %% run-hall
def run_hall(trucks, work, sorters, room):
    futures = []

    with ThreadPoolExecutor(sorters) as team:
        def drive(truck):
            for parcel in truck:
                futures.append(team.submit(work, parcel))

        finish(begin(*[lambda truck=truck: drive(truck) for truck in trucks]))
    return [future.result() for future in futures]
