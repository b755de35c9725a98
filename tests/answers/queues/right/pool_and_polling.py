"""A pool for the sorters, a look at the clock, a belt with an event for each who waits."""
# %% drain
drain = lambda belt: list(take_all(belt))

def take_all(belt):
    while True:
        try:
            parcel = belt.get(timeout=0)
        except Empty:
            return
        yield parcel

# %% run-hall
def run_hall(trucks, work, sorters, room):
    belt = Queue(room)
    unloaded = Event()
    results = []

    def unload(truck):
        for parcel in truck:
            belt.put([parcel])

    def sort():
        while True:
            finished = unloaded.is_set()
            try:
                [parcel] = belt.get(timeout=0.05)
            except Empty:
                if finished:
                    break
                continue
            results.append(work(parcel))

    with ThreadPoolExecutor(sorters) as team:
        for _ in range(sorters):
            team.submit(sort)
        drivers = [Thread(target=unload, args=[truck]) for truck in trucks]
        for d in drivers:
            d.start()
        for d in drivers:
            d.join()
        unloaded.set()
    return results

# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    results, failures = deque(), deque()

    def careful(parcel):
        try:
            result = work(parcel)
        except Exception as error:
            failures.append((parcel, error))
        else:
            results.append(result)

    def careful_truck(truck):
        parcels = iter(truck)
        while True:
            try:
                parcel = next(parcels)
            except StopIteration:
                break
            except Exception as error:
                failures.append((truck, error))
                break
            yield parcel

    run_hall([careful_truck(truck) for truck in trucks], careful, sorters, room)
    return list(results), list(failures)

# %% belt
class Belt:
    def __init__(self, room):
        self.room = room
        self.items = []
        self.open = True
        self.lock = RLock()
        self.drivers, self.sorters = [], []

    def wait(self, crowd, possible):
        me = Event()
        while True:
            with self.lock:
                if possible() or not self.open:
                    if me in crowd:
                        crowd.remove(me)
                    return self.lock.acquire()
                if me not in crowd:
                    crowd.append(me)
                me.clear()
            me.wait()

    def wake(self, crowd):
        for event in crowd:
            event.set()

    def put(self, parcel):
        self.wait(self.drivers, lambda: len(self.items) < self.room)
        try:
            if not self.open:
                raise Closed()
            self.items.append(parcel)
            self.wake(self.sorters)
        finally:
            self.lock.release()

    def get(self):
        self.wait(self.sorters, lambda: len(self.items) > 0)
        try:
            if not self.items:
                raise Closed()
            self.wake(self.drivers)
            return self.items.pop(0)
        finally:
            self.lock.release()

    def close(self):
        with self.lock:
            self.open = False
            self.wake(self.drivers + self.sorters)

# %% joinable-belt
class JoinableBelt(Belt):
    def __init__(self, room):
        super().__init__(room)
        self.count = 0
        self.nothing_to_do = Event()
        self.nothing_to_do.set()

    def put(self, parcel):
        with self.lock:
            self.count += 1
            self.nothing_to_do.clear()
        try:
            super().put(parcel)
        except Closed:
            self.task_done()
            raise

    def task_done(self):
        with self.lock:
            if self.count < 1:
                raise ValueError("task_done() called too many times")
            self.count -= 1
            if self.count == 0:
                self.nothing_to_do.set()

    def join(self):
        self.nothing_to_do.wait()

# %% depot
%%program --only-write depot.py
import multiprocessing, pickle, tempfile, pathlib

def worker(work, belt, folder):
    for number, parcel in iter(belt.get, "stop"):
        try:
            answer = (True, work(parcel))
        except Exception as error:
            answer = (False, type(error).__name__)
        pathlib.Path(folder, str(number)).write_bytes(pickle.dumps(answer))
        belt.task_done()

def sort_in_processes(parcels, work, sorters):
    with tempfile.TemporaryDirectory() as folder:
        belt = multiprocessing.JoinableQueue(10)
        team = [multiprocessing.Process(target=worker, args=(work, belt, folder)) for _ in range(sorters)]
        [process.start() for process in team]
        [belt.put(job) for job in enumerate(parcels)]
        belt.join()
        [belt.put("stop") for process in team]
        [process.join() for process in team]
        return [pickle.loads(pathlib.Path(folder, str(number)).read_bytes()) for number in range(len(parcels))]
