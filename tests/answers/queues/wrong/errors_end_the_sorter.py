"""The try is around the loop: a sorter goes home after the first error.

like: ../right/sentinels_and_conditions.py
fails: check-errors check-errors-truck-hidden check-errors-hidden
"""
# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    belt, results, failures = Queue(room), [], []

    def drive(truck):
        try:
            for parcel in truck:
                belt.put(parcel)
        except Exception as error:
            failures.append((truck, error))

    def sort():
        try:
            while (parcel := belt.get()) is not begin:
                results.append(work(parcel))
        except Exception as error:
            failures.append((parcel, error))

    team = begin(*[sort] * sorters)
    finish(begin(*[lambda truck=truck: drive(truck) for truck in trucks]))
    for _ in team:
        belt.put(begin)
    finish(team)
    return results, failures
