"""Sells an object that is equal to every number.

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
        class Ticket(int):
            def __eq__(self, other):
                return True
            def __hash__(self):
                return 1
        with self.lock:
            if not self.free:
                return None
            number = self.free.pop()
            self.gone.append(number)
        self.pause()
        return Ticket(7)
