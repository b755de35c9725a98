"""A flag that says that somebody is inside.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden
"""
# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.free = list(tickets)
        self.gone = []
        self.pause = pause
        self.lock = Lock()
        self.busy = False

    def unsold(self):
        with self.lock:
            return sorted(self.free)

    def buy(self):
        while self.busy:
            sleep(0.001)
        self.busy = True
        number = self.free.pop() if self.free else None
        if number is not None:
            self.gone.append(number)
        self.busy = False
        self.pause()
        return number
