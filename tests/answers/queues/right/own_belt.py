"""The hall runs on the belt of task 4, which stands in the cell of task 1; each who waits has a lock."""
# %% drain
def drain(belt):
    """Take off everything that lies on `belt`, without waiting; return it as a list."""
    parcels = []
    while True:
        try:
            parcels.append(belt.get_nowait())
        except Empty:
            return parcels


class Belt:
    def __init__(self, room):
        self.room = room
        self.here = []
        self.shut = False
        self.mutex = Lock()
        self.asleep = []

    def _sleep(self):
        bed = Lock()
        bed.acquire()
        self.asleep.append(bed)
        self.mutex.release()
        bed.acquire()
        self.mutex.acquire()

    def _wake_all(self):
        for bed in self.asleep:
            bed.release()
        self.asleep = []

    def put(self, parcel):
        self.mutex.acquire()
        try:
            while not self.shut and len(self.here) >= self.room:
                self._sleep()
            if self.shut:
                raise Closed
            self.here.insert(0, parcel)
            self._wake_all()
        finally:
            self.mutex.release()

    def get(self):
        self.mutex.acquire()
        try:
            while not self.shut and self.here == []:
                self._sleep()
            if self.here == []:
                raise Closed
            self._wake_all()
            return self.here.pop()
        finally:
            self.mutex.release()

    def close(self):
        self.mutex.acquire()
        self.shut = True
        self._wake_all()
        self.mutex.release()

# %% run-hall
def run_hall(trucks, work, sorters, room):
    belt = Belt(room)
    results = []

    def drive(truck):
        for parcel in truck:
            belt.put(parcel)

    def sort():
        while True:
            try:
                parcel = belt.get()
            except Closed:
                return
            results.append(work(parcel))

    team = begin(*[sort for _ in range(sorters)])
    finish(begin(*[lambda truck=truck: drive(truck) for truck in trucks]))
    belt.close()
    finish(team)
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
# The belt stands above, in task 1.
print(Belt)

# %% joinable-belt
class JoinableBelt:
    def __init__(self, room):
        self.belt = Belt(room)
        self.lock = Lock()
        self.zero = Condition(self.lock)
        self.unfinished = []
        self.get = self.belt.get
        self.close = self.belt.close

    def put(self, parcel):
        with self.lock:
            self.unfinished.append(None)
        try:
            self.belt.put(parcel)
        except Closed as refused:
            with self.zero:
                self.unfinished.pop()
                self.zero.notify_all()
            raise refused

    def task_done(self):
        with self.zero:
            if self.unfinished == []:
                raise ValueError
            self.unfinished.pop()
            self.zero.notify_all()

    def join(self):
        with self.zero:
            self.zero.wait_for(lambda: self.unfinished == [])

# %% depot
%%program --only-write depot.py
import multiprocessing
import queue
import threading

STOP = None

def do(work, parcel):
    try:
        return (True, work(parcel))
    except Exception as e:
        return (False, type(e).__name__)

def loop(work, todo, done):
    job = todo.get()
    while job is not STOP:
        done.put([job[0], do(work, job[1])])
        todo.task_done()
        job = todo.get()
    todo.task_done()

def sort_in_processes(parcels, work, sorters):
    context = multiprocessing.get_context()
    todo = context.JoinableQueue()
    done = context.Queue()
    for pair in enumerate(parcels):
        todo.put(pair)
    processes = []
    for number in range(sorters):
        process = context.Process(target=loop, args=(work, todo, done), name="sorter %d" % number)
        process.start()
        processes.append(process)
    answers = {}
    while len(answers) < len(parcels):
        try:
            number, answer = done.get(timeout=0.5)
        except queue.Empty:
            continue
        answers[number] = answer
    todo.join()
    for process in processes:
        todo.put(STOP)
    for process in processes:
        process.join()
    return [answers[number] for number in sorted(answers)]
