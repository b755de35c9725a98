"""The look is outside of the lock.

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
        if not self.free:
            return None
        self.pause()
        with self.lock:
            number = self.free.pop()
            self.gone.append(number)
            return number
