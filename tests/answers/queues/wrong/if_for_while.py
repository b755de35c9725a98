"""Who is woken does not look again.

like: ../right/chinese.py
fails: check-belt-crowd-hidden
"""
# %% belt
class Belt:
    """A belt with room for so many parcels, which can be closed."""

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
            if len(self.parcels) == self.room and not self.closed:
                self.has_room.wait()
            if self.closed:
                raise Closed
            self.parcels.append(parcel)
            self.has_parcels.notify()

    def get(self):
        """Take the oldest parcel as soon as there is one; raise `Closed` if no more can come."""
        with self.has_parcels:
            if not self.parcels and not self.closed:
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
