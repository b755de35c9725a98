"""An event that is set at the first 0, and never cleared.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-hidden check-joinable-again-hidden
"""
# %% joinable-belt
class JoinableBelt(Belt):
    def __init__(self, room):
        super().__init__(room)
        self.count, self.lock, self.all_done = 0, Lock(), Event()

    def put(self, parcel):
        with self.lock:
            self.count += 1
        try:
            super().put(parcel)
        except Closed:
            self.task_done()
            raise

    def task_done(self):
        with self.lock:
            if self.count == 0:
                raise ValueError
            self.count -= 1
            if self.count == 0:
                self.all_done.set()

    def join(self):
        if self.count:
            self.all_done.wait()
