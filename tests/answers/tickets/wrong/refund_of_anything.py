"""Whatever comes back is taken back.

like: ../right/with_lock.py
fails: check-refund-error check-refund-hidden check-transfer-refund
"""
# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        with self.lock:
            if number in self.gone:
                self.gone.remove(number)
            self.free.append(number)
        self.pause()
