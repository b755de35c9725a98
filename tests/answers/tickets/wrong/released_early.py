"""The lock is given back between look and take.

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
        self.lock.acquire()
        if not self.free:
            self.lock.release()
            return None
        number = self.free[0]
        self.lock.release()
        self.pause()
        self.lock.acquire()
        if number in self.free:
            self.free.remove(number)
        self.gone.append(number)
        self.lock.release()
        return number
