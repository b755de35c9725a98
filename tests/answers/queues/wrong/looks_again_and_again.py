"""Who waits sleeps for a hundredth of a second and looks again.

like: ../right/chinese.py
fails: check-belt-waits check-belt-time-hidden
"""
# %% belt
class Belt:
    def __init__(self, room):
        self.room, self.parcels, self.closed, self.lock = room, [], False, Lock()

    def put(self, parcel):
        while True:
            with self.lock:
                if self.closed:
                    raise Closed
                if len(self.parcels) < self.room:
                    self.parcels.append(parcel)
                    return
            sleep(0.01)

    def get(self):
        while True:
            with self.lock:
                if self.parcels:
                    return self.parcels.pop(0)
                if self.closed:
                    raise Closed
            sleep(0.01)

    def close(self):
        with self.lock:
            self.closed = True
