"""Of those who wait in join one is told.

like: ../right/sentinels_and_conditions.py
fails: check-joinable-again-hidden
"""
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
                self.change.notify()

    def join(self):
        """Wait until everything is done that was put on the belt."""
        with self.change:
            while self.not_done:
                self.change.wait()
