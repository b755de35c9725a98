"""Two semaphores and a lock; the last driver to leave switches off the light."""
# %% drain
def drain(belt):
    found = []
    try:
        while True:
            found.append(belt.get(block=False))
    except queue.Empty:
        pass
    return found

# %% run-hall
NO_MORE = object()

def run_hall(trucks, work, sorters, room):
    belt = Queue(maxsize=room)
    results = []
    lock = Lock()
    driving = len(trucks)

    def driver(truck):
        nonlocal driving
        for parcel in truck:
            belt.put(parcel)
        with lock:
            driving -= 1
            last = driving == 0
        if last:
            belt.put(NO_MORE)

    def sorter():
        while True:
            parcel = belt.get()
            if parcel is NO_MORE:
                belt.put(NO_MORE)
                return
            result = work(parcel)
            with lock:
                results.append(result)

    if not trucks:
        return []
    finish(begin(*[lambda truck=truck: driver(truck) for truck in trucks], *[sorter] * sorters))
    return results

# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    failures = []

    class Failed:
        pass

    def attempt(parcel):
        try:
            return work(parcel)
        except Exception as e:
            failures.append((parcel, e))
            return Failed

    class SafeTruck:
        def __init__(self, truck):
            self.truck = truck

        def __iter__(self):
            try:
                for parcel in self.truck:
                    yield parcel
            except Exception as e:
                failures.append((self.truck, e))

    found = run_hall([SafeTruck(t) for t in trucks], attempt, sorters, room)
    return [r for r in found if r is not Failed], failures

# %% belt
class Belt:
    def __init__(self, room):
        self.free = Semaphore(room)
        self.used = Semaphore(0)
        self.lock = Lock()
        self.parcels = []
        self.is_closed = False

    def put(self, parcel):
        self.free.acquire()
        with self.lock:
            if self.is_closed:
                self.free.release()
                raise Closed("no more parcels")
            self.parcels.append(parcel)
            self.used.release()

    def get(self):
        self.used.acquire()
        with self.lock:
            if not self.parcels:
                self.used.release()
                raise Closed("no parcel will come")
            parcel = self.parcels.pop(0)
            self.free.release()
        return parcel

    def close(self):
        with self.lock:
            if self.is_closed:
                return
            self.is_closed = True
            self.free.release()
            self.used.release()

# %% joinable-belt
class JoinableBelt(Belt):
    def __init__(self, room):
        super().__init__(room)
        self.counter = Queue()

    def put(self, parcel):
        self.counter.put("one")
        try:
            super().put(parcel)
        except Closed:
            self.counter.task_done()
            raise

    def task_done(self):
        self.counter.task_done()

    def join(self):
        self.counter.join()

# %% depot
%%program --only-write depot.py
from multiprocessing import JoinableQueue, Process, SimpleQueue
from threading import Thread


class Sorter(Process):
    def __init__(self, work, belt, results):
        super().__init__(daemon=True)
        self.work, self.belt, self.results = work, belt, results

    def run(self):
        while True:
            place, parcel = self.belt.get()
            try:
                answer = True, self.work(parcel)
            except Exception as error:
                answer = False, error.__class__.__name__
            self.results.put((place, answer))
            self.belt.task_done()


def sort_in_processes(parcels, work, sorters):
    belt, results = JoinableQueue(), SimpleQueue()
    found = [None] * len(parcels)

    def collect():
        for _ in parcels:
            place, answer = results.get()
            found[place] = answer

    collector = Thread(target=collect)
    collector.start()
    team = [Sorter(work, belt, results) for _ in range(sorters)]
    for sorter in team:
        sorter.start()
    for place, parcel in enumerate(parcels):
        belt.put((place, parcel))
    belt.join()
    collector.join()
    for sorter in team:
        sorter.terminate()
        sorter.join()
    return found
