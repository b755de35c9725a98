"""A new lock in each call: nobody else ever asks for it.

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
        lock = Lock()
        with lock:
            if not self.free:
                return None
            number = self.free[0]
            self.pause()
            self.free = [n for n in self.free if n != number]
            self.gone.append(number)
            return number
