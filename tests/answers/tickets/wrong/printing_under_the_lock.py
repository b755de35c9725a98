"""The printer runs while the office is locked, and the harmless schedule is handed in.

like: ../right/with_lock.py
fails: check-print-hidden check-schedule-hidden
"""
# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.free = list(tickets)
        self.gone = []
        self.pause = pause
        self.lock = RLock()

    def unsold(self):
        with self.lock:
            return sorted(self.free)

    def buy(self):
        with self.lock:
            if not self.free:
                return None
            self.pause()
            self.gone.append(self.free.pop())
            return self.gone[-1]

# %% buy-and-print
def buy_and_print(office, printer):
    with office.lock:
        number = office.buy()
        if number is not None:
            printer(number)
        return number

# %% failing-schedule
failing_schedule = "main T1 T2"
