"""Everybody sleeps a little to keep out of the way.

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

    def unsold(self):
        with self.lock:
            return sorted(self.free)

    def buy(self):
        sleep(0.01 * len(self.gone) + 0.001)
        if not self.free:
            return None
        number = self.free[0]
        self.pause()
        if number in self.free:
            self.free.remove(number)
        self.gone.append(number)
        return number
