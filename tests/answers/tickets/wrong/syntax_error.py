"""One cell is no Python; what does not need it keeps its points.

like: ../right/with_lock.py
fails: check-office check-office-crowd check-office-hidden check-print check-print-hidden check-refund check-refund-error check-refund-hidden check-transfer check-transfer-hidden check-transfer-refund
"""
# %% office
class Office
    def __init__(self, tickets, pause=lambda: None)
        self.free = tickets
