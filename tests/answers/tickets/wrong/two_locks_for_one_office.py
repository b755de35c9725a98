"""Every other sale takes another lock.

like: ../right/with_lock.py
fails: check-office-crowd
"""
# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.free = list(tickets)
        self.gone = []
        self.pause = pause
        self.lock = Lock()
        self.locks = [self.lock, Lock()]

    def unsold(self):
        with self.lock:
            return sorted(self.free)

    def buy(self):
        with self.locks[len(self.gone) % 2]:
            if not self.free:
                return None
            number = self.free[0]
            self.pause()
            self.gone.append(number)
            self.free = self.free[1:]
            return number
