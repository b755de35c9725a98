"""The tickets are kept in a file.

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
            with open("sold.txt", "a") as file:
                file.write("sold")
            self.pause()
            return self.free.pop() if self.free else None
