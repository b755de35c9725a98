"""Who finds nothing keeps the lock.

like: ../right/with_lock.py
fails: check-office check-office-hidden
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
            return None
        self.pause()
        number = self.free.pop()
        self.gone.append(number)
        self.lock.release()
        return number
