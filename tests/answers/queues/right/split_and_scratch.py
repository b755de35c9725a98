"""Helpers in the cells of other tasks, experiments left in the answer cells: prints, sleeps, errors that are caught.
"""
# %% drain
test = Queue()
test.put(1)
print(test.get())
try:
    test.get_nowait()
except Empty as error:
    print(repr(error))
sleep(0.01)

def as_list(it):
    return [x for x in it]

def drain(belt):
    out = []
    for n in range(10 ** 9):
        try:
            out.append(belt.get_nowait())
        except Empty:
            return as_list(out)
print(drain(test))

# %% run-hall
class Hall:
    def __init__(self, trucks, work, sorters, room):
        self.trucks = as_list(trucks)
        self.work = work
        self.team = sorters
        self.belt = deque()
        self.room = Semaphore(room)
        self.there = Semaphore(0)
        self.results = SimpleQueue()

    def drive(self, truck):
        for parcel in truck:
            self.room.acquire()
            self.belt.append((parcel,))
            self.there.release()

    def sort(self):
        while True:
            self.there.acquire()
            thing = self.belt.popleft()
            self.room.release()
            if not thing:
                break
            self.results.put(self.work(thing[0]))

    def night(self):
        drivers = begin(*[lambda t=t: self.drive(t) for t in self.trucks])
        team = begin(*[self.sort] * self.team)
        finish(drivers)
        for _ in team:
            self.belt.append(())
            self.there.release()
        finish(team)
        return drain(self.results)

def run_hall(trucks, work, sorters, room):
    return Hall(trucks, work, sorters, room).night()

print(run_hall(["ab", "cd"], str.upper, 2, 1))
thread = Thread(target=print, args=("hello",))
thread.start()
thread.join()

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

print(run_hall_safely([[1, 0]], lambda n: 1 / n, 2, 2))

# %% belt
def needs_lock(method):
    def locked(self, *given):
        with self.mutex:
            return method(self, *given)
    return locked

class Belt:
    """A belt with room for so many parcels, which can be closed."""

    def __init__(self, room):
        self.room = room
        self.parcels = deque()
        self.closed = False
        lock = Lock()
        self.has_room = self.mutex = Condition(lock)
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

    @needs_lock
    def close(self):
        """Close the belt: no more parcels."""
        self.closed = True
        self.has_room.notify_all()
        self.has_parcels.notify_all()

b = Belt(1)
b.put("x")
print(b.get())
b.close()
try:
    b.get()
except Closed:
    print("closed")

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
                raise ValueError("there is nothing to be reported")
            self.not_done -= 1
            if self.not_done == 0:
                self.change.notify_all()

    def join(self):
        """Wait until everything is done that was put on the belt."""
        with self.change:
            while self.not_done:
                self.change.wait()

j = JoinableBelt(3)
j.join()
try:
    j.task_done()
except ValueError as e:
    print(e)

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

if __name__ == "__main__":
    print(sort_in_processes([1, 2, 0], abs, 2))
