"""The lock is gone when the ticket is taken.

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

    def unsold(self):
        with self.lock:
            return sorted(self.free)

    def buy(self):
        with self.lock:
            if not self.free:
                return None
            number = self.free[-1]
        self.pause()
        self.free.remove(number)
        self.gone.append(number)
        return number
