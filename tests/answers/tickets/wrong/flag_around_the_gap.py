"""A flag that says that somebody is inside, with the pause in between.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden check-transfer-hidden
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
        if not self.free:
            self.busy = False
            return None
        number = self.free[0]
        self.pause()
        self.free = [other for other in self.free if other != number]
        self.gone.append(number)
        self.busy = False
        return number
