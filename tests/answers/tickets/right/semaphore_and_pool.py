"""A semaphore of one as the lock, and a pool with a worker for each job."""
# %% run-all
from concurrent.futures import ThreadPoolExecutor

def run_all(jobs):
    if not jobs:
        return []
    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        futures = [pool.submit(job) for job in jobs]
        return [future.result() for future in futures]

# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.left = sorted(tickets)
        self.out = []
        self.pause = pause
        self.permit = Semaphore(1)

    def unsold(self):
        with self.permit:
            return sorted(self.left)

    def buy(self):
        self.pause()
        self.permit.acquire()
        try:
            if self.left:
                self.out.append(self.left[0])
                return self.left.pop(0)
        finally:
            self.permit.release()

# %% buy-and-print
def buy_and_print(office, printer):
    number = office.buy()
    if number is None:
        return
    printer(number)
    return number

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        self.pause()
        with self.permit:
            self.out.remove(number)
            self.left.append(number)

# %% transfer
def transfer(source, target, count):
    if source is target:
        return len(source.unsold()) >= count
    one, other = (source, target) if id(source) < id(target) else (target, source)
    with one.permit, other.permit:
        if len(source.left) >= count:
            target.left += source.left[:count]
            del source.left[:count]
            return True
        return False

# %% failing-schedule
failing_schedule = "main T1:1 T2:1 T1:2 T2"
