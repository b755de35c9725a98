"""Sentinels, and one lock with two conditions."""
# %% drain
def drain(belt):
    """Take off everything that lies on `belt`, without waiting; return it as a list."""
    parcels = []
    while True:
        try:
            parcels.append(belt.get_nowait())
        except Empty:
            return parcels

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
    for thread in drivers:
        thread.join()
    for _ in team:
        belt.put(closing_time)
    for thread in team:
        thread.join()
    return results

# %% run-hall-safely
def run_hall_safely(trucks, work, sorters, room):
    """Do as `run_hall` does, and return the results and the failures."""
    results, failures = [], []

    def work_safely(parcel):
        try:
            results.append(work(parcel))
        except Exception as error:
            failures.append((parcel, error))

    def unload_safely(truck):
        try:
            yield from truck
        except Exception as error:
            failures.append((truck, error))

    run_hall([unload_safely(truck) for truck in trucks], work_safely, sorters, room)
    return results, failures

# %% belt
class Belt:
    """A belt with limited room, which can be closed."""

    def __init__(self, room):
        self.room = room
        self.parcels = deque()
        self.closed = False
        lock = Lock()
        self.has_room = Condition(lock)
        self.has_parcels = Condition(lock)

    def put(self, parcel):
        """Put a parcel on the belt as soon as there is room; raise `Closed` if it is closed."""
        with self.has_room:
            while len(self.parcels) == self.room and not self.closed:
                self.has_room.wait()
            if self.closed:
                raise Closed
            self.parcels.append(parcel)
            self.has_parcels.notify()

    def get(self):
        """Take the oldest parcel as soon as there is one; raise `Closed` if no more can come."""
        with self.has_parcels:
            while not self.parcels and not self.closed:
                self.has_parcels.wait()
            if not self.parcels:
                raise Closed
            self.has_room.notify()
            return self.parcels.popleft()

    def close(self):
        """Close the belt: no more parcels."""
        with self.has_room:
            self.closed = True
            self.has_room.notify_all()
            self.has_parcels.notify_all()

# %% joinable-belt
class JoinableBelt(Belt):
    """A belt that counts what is not done."""

    def __init__(self, room):
        super().__init__(room)
        self.not_done = 0
        self.change = Condition()

    def put(self, parcel):
        """Put a parcel on the belt, and count it."""
        with self.change:
            self.not_done += 1
        try:
            super().put(parcel)
        except Closed:
            self.task_done()
            raise

    def task_done(self):
        """Report one parcel as done."""
        with self.change:
            if self.not_done == 0:
                raise ValueError("there is nothing to report")
            self.not_done -= 1
            if self.not_done == 0:
                self.change.notify_all()

    def join(self):
        """Wait until everything is done that was put on the belt."""
        with self.change:
            while self.not_done:
                self.change.wait()

# %% depot
%%program --only-write depot.py
import multiprocessing


def sort(work, belt, answers):
    while True:
        job = belt.get()
        if job is None:
            belt.task_done()
            return
        number, parcel = job
        try:
            answers.put((number, (True, work(parcel))))
        except Exception as error:
            answers.put((number, (False, type(error).__name__)))
        belt.task_done()


def sort_in_processes(parcels, work, sorters):
    belt, answers = multiprocessing.JoinableQueue(), multiprocessing.Queue()
    team = [multiprocessing.Process(target=sort, args=(work, belt, answers)) for _ in range(sorters)]
    for process in team:
        process.start()
    for job in enumerate(parcels):
        belt.put(job)
    for _ in team:
        belt.put(None)
    belt.join()
    found = dict(answers.get() for _ in parcels)
    for process in team:
        process.join()
    return [found[number] for number in range(len(parcels))]
