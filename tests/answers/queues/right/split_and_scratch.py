"""Helpers in the cells of other tasks, experiments left in the answer cells: prints, sleeps, errors that are caught.

like: sentinels_and_conditions.py
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

# %% run-hall-safely [changed]
     return results, failures
+
+print(run_hall_safely([[1, 0]], lambda n: 1 / n, 2, 2))

# %% belt
def needs_lock(method):
    def locked(self, *given):
        with self.mutex:
            return method(self, *given)
    return locked

class Belt:
    """A belt with limited room, which can be closed."""

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

# %% joinable-belt [changed]
                 self.change.wait()
+
+j = JoinableBelt(3)
+j.join()
+try:
+    j.task_done()
+except ValueError as e:
+    print(e)

# %% depot [changed]
     return [found[number] for number in range(len(parcels))]
+
+if __name__ == "__main__":
+    print(sort_in_processes([1, 2, 0], abs, 2))
