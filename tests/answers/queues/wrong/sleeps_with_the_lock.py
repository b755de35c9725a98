"""Waits for room while it holds the lock that everybody needs.

like: ../right/chinese.py
fails: check-belt-waits check-belt-close check-belt-crowd-hidden check-belt-time-hidden
"""
# %% belt
class Belt:
    def __init__(self, room):
        self.free, self.used = Semaphore(room), Semaphore(0)
        self.lock, self.parcels, self.closed = Lock(), [], False

    def put(self, parcel):
        with self.lock:
            self.free.acquire()
            if self.closed:
                self.free.release()
                raise Closed
            self.parcels.append(parcel)
            self.used.release()

    def get(self):
        with self.lock:
            self.used.acquire()
            if not self.parcels:
                self.used.release()
                raise Closed
            self.free.release()
            return self.parcels.pop(0)

    def close(self):
        if not self.closed:
            self.closed = True
            self.free.release()
            self.used.release()
