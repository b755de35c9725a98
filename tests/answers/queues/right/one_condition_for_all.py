"""One condition and notify_all; drains under the mutex of the queue; the end goes from sorter to sorter; a manager."""
# %% drain
def drain(belt):
    with belt.mutex:
        parcels = list(belt.queue)
        belt.queue.clear()
        belt.not_full.notify_all()
    return parcels

# %% run-hall
def run_hall(trucks, work, sorters, room):
    belt = Queue(room)
    results = []
    end = object()
    def driver(truck):
        for parcel in truck:
            belt.put(parcel)
    def sorter():
        while True:
            parcel = belt.get()
            if parcel is end:
                belt.put(end)
                break
            results.append(work(parcel))
    drivers = [Thread(target=driver, args=(t,)) for t in trucks]
    others = [Thread(target=sorter) for _ in range(sorters)]
    for x in drivers + others: x.start()
    for x in drivers: x.join()
    belt.put(end)
    for x in others: x.join()
    return results

# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    belt, results, failures, end = Queue(room), [], [], object()
    def driver(truck):
        try:
            for parcel in truck:
                belt.put(parcel)
        except Exception as error:
            failures.append((truck, error))
    def sorter():
        while (parcel := belt.get()) is not end:
            try:
                results.append(work(parcel))
            except Exception as error:
                failures.append((parcel, error))
    drivers = begin(*[lambda t=t: driver(t) for t in trucks])
    others = begin(*[sorter] * sorters)
    finish(drivers)
    for _ in others: belt.put(end)
    finish(others)
    return results, failures

# %% belt
class Belt:
    def __init__(self, room):
        self.room, self.parcels, self.closed = room, [], False
        self.changed = Condition()
    def put(self, parcel):
        with self.changed:
            self.changed.wait_for(lambda: self.closed or len(self.parcels) < self.room)
            if self.closed:
                raise Closed()
            self.parcels.append(parcel)
            self.changed.notify_all()
    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.closed or self.parcels)
            if not self.parcels:
                raise Closed()
            self.changed.notify_all()
            return self.parcels.pop(0)
    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()

# %% joinable-belt
class JoinableBelt(Belt):
    def __init__(self, room):
        super().__init__(room)
        self.count = 0
    def put(self, parcel):
        with self.changed:
            self.changed.wait_for(lambda: self.closed or len(self.parcels) < self.room)
            if self.closed:
                raise Closed()
            self.parcels.append(parcel)
            self.count += 1
            self.changed.notify_all()
    def task_done(self):
        with self.changed:
            if not self.count:
                raise ValueError
            self.count -= 1
            self.changed.notify_all()
    def join(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.count)

# %% depot
%%program --only-write depot.py
import multiprocessing as mp

def sorter(belt, results, work):
    for place, parcel in iter(belt.get, None):
        try:
            answer = True, work(parcel)
        except Exception as error:
            answer = False, type(error).__name__
        results.put((place, answer))
        belt.task_done()
    belt.task_done()

def sort_in_processes(parcels, work, sorters):
    with mp.Manager() as manager:
        belt, results = mp.JoinableQueue(), manager.Queue()
        for item in enumerate(parcels):
            belt.put(item)
        for _ in range(sorters):
            belt.put(None)
        processes = [mp.Process(target=sorter, args=(belt, results, work)) for _ in range(sorters)]
        for process in processes: process.start()
        belt.join()
        for process in processes: process.join()
        found = [results.get() for _ in parcels]
    return [answer for _, answer in sorted(found, key=lambda pair: pair[0])]
