"""Daemon sorters and the join of the queue: done, but they stand there until March.

like: ../right/sentinels_and_conditions.py
fails: check-hall-hidden check-errors-hidden
"""
# %% run-hall
def run_hall(trucks, work, sorters, room):
    belt, results = Queue(room), []

    def drive(truck):
        for parcel in truck:
            belt.put(parcel)

    def sort():
        while True:
            results.append(work(belt.get()))
            belt.task_done()

    for _ in range(sorters):
        Thread(target=sort, daemon=True).start()
    finish(begin(*[lambda truck=truck: drive(truck) for truck in trucks]))
    belt.join()
    return results
