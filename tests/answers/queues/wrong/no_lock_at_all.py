"""Looks and acts without a lock.

like: ../right/chinese.py
fails: check-belt-waits check-belt-close check-belt-crowd-hidden check-belt-close-hidden
"""
# %% belt
class Belt:
    def __init__(self, room):
        self.room, self.parcels, self.closed = room, deque(), False
        self.change = Event()

    def put(self, parcel):
        while len(self.parcels) >= self.room and not self.closed:
            self.change.wait()
        if self.closed:
            raise Closed
        self.parcels.append(parcel)
        self.change.set()

    def get(self):
        while not self.parcels and not self.closed:
            self.change.wait()
        if not self.parcels:
            raise Closed
        self.change.set()
        return self.parcels.popleft()

    def close(self):
        self.closed = True
        self.change.set()
