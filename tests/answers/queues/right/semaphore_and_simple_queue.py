"""A semaphore for the room, and a queue without a bound.

like: one_condition_for_all.py
"""
# %% run-hall
def run_hall(trucks, work, sorters, room):
    free = Semaphore(room)
    belt = SimpleQueue()
    results = []
    def driver(truck):
        for parcel in truck:
            free.acquire()
            belt.put((parcel,))
    def sorter():
        while (entry := belt.get()) is not None:
            free.release()
            results.append(work(*entry))
    drivers = [Thread(target=driver, args=(t,)) for t in trucks]
    others = [Thread(target=sorter) for _ in range(sorters)]
    for x in drivers + others: x.start()
    for x in drivers: x.join()
    for _ in others: belt.put(None)
    for x in others: x.join()
    return results
