"""put looks whether the belt is closed, and only then takes the lock.

like: ../right/chinese.py
fails: check-belt-close-hidden
"""
# %% belt
class Belt:
    def __init__(self, room):
        self.free, self.used = Semaphore(room), Semaphore(0)
        self.lock, self.parcels, self.closed = Lock(), [], False

    def put(self, parcel):
        self.free.acquire()
        if self.closed:
            self.free.release()
            raise Closed
        with self.lock:
            self.parcels.append(parcel)
        self.used.release()

    def get(self):
        self.used.acquire()
        with self.lock:
            if not self.parcels:
                self.used.release()
                raise Closed
            self.free.release()
            return self.parcels.pop(0)

    def close(self):
        with self.lock:
            if self.closed:
                return
            self.closed = True
        self.free.release()
        self.used.release()
