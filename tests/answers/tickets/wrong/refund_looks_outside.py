"""The refund looks before it takes the lock.

like: ../right/with_lock.py
fails: check-refund-hidden
"""
# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        if number not in self.gone:
            raise ValueError(number)
        self.pause()
        with self.lock:
            if number in self.gone:
                self.gone.remove(number)
            self.free.append(number)
