"""The number is printed and not returned.

like: ../right/with_lock.py
fails: check-office check-office-crowd check-office-hidden check-print check-refund check-refund-error check-refund-hidden check-transfer-hidden
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
            number = self.free.pop()
            self.gone.append(number)
        self.pause()
        print(number)
