"""The lock stays taken when a refund is refused.

like: ../right/with_lock.py
fails: check-refund-error check-refund-hidden check-transfer-refund
"""
# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        self.lock.acquire()
        if number not in self.gone:
            raise ValueError("not sold")
        self.gone.remove(number)
        self.free.append(number)
        self.lock.release()
        self.pause()
