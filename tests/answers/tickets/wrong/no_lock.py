"""No lock at all.

like: ../right/with_lock.py
fails: check-office-crowd check-office-hidden check-refund-hidden check-transfer check-transfer-hidden check-transfer-refund
"""
# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.free = list(tickets)
        self.gone = []
        self.pause = pause

    def unsold(self):
        return sorted(self.free)

    def buy(self):
        if self.free:
            number = self.free[0]
            self.pause()
            if number in self.free:
                self.free.remove(number)
            self.gone.append(number)
            return number

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        if number not in self.gone:
            raise ValueError(number)
        self.pause()
        if number in self.gone:
            self.gone.remove(number)
        self.free.append(number)
