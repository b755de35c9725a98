"""Helpers in the cell before, a decorator for the lock, closures in place of attributes."""
# %% run-all
from functools import partial, wraps

def locked(method):
    @wraps(method)
    def inner(self, *args):
        with self.lock:
            return method(self, *args)
    return inner

def run_all(jobs):
    box = [None for _ in jobs]
    threads = [Thread(target=partial(lambda i: box.__setitem__(i, jobs[i]()), i)) for i, _ in enumerate(jobs)]
    any(t.start() for t in threads)
    any(t.join() for t in threads)
    return box

# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.lock = RLock()
        self.pause = pause
        self.status = dict.fromkeys(tickets, False)

    @locked
    def unsold(self):
        return sorted(number for number, sold in self.status.items() if not sold)

    @locked
    def take(self):
        for number, sold in self.status.items():
            if not sold:
                self.status[number] = True
                return number
        return None

    def buy(self):
        number = self.take()
        if number is not None:
            self.pause()
        return number

# %% buy-and-print
def buy_and_print(office, printer):
    if (number := office.buy()) is not None:
        printer(number)
        return number

# %% refund-office
class RefundOffice(Office):
    @locked
    def back(self, number):
        if self.status.get(number) is not True:
            raise ValueError(number)
        self.status[number] = False

    def refund(self, number):
        self.back(number)
        self.pause()

# %% transfer
def transfer(source, target, count):
    for office in sorted([source, target], key=id):
        office.lock.acquire()
    try:
        free = source.unsold()
        if len(free) < count:
            return False
        if source is not target:
            for number in free[:count]:
                target.status[number] = source.status.pop(number)
        return True
    finally:
        target.lock.release()
        source.lock.release()

# %% failing-schedule
failing_schedule = "main T1:1 T2:5 T1"
