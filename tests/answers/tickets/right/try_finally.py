"""acquire and release in try/finally, an RLock held even during the pause, a class for threads."""
# %% run-all
class Worker(Thread):
    def __init__(self, job):
        super().__init__()
        self.job = job

    def run(self):
        self.result = self.job()


def run_all(jobs):
    workers = [Worker(job) for job in jobs]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    return [worker.result for worker in workers]

# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.state = {number: "free" for number in tickets}
        self.pause = pause
        self.lock = RLock()

    def unsold(self):
        self.lock.acquire()
        try:
            return sorted(n for n, state in self.state.items() if state == "free")
        finally:
            self.lock.release()

    def buy(self):
        self.lock.acquire()
        try:
            free = self.unsold()
            if len(free) == 0:
                return None
            self.pause()
            self.state[free[0]] = "sold"
            return free[0]
        finally:
            self.lock.release()

# %% buy-and-print
def buy_and_print(office, printer):
    if (number := office.buy()) is not None:
        printer(number)
    return number

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        self.lock.acquire()
        try:
            if self.state.get(number) != "sold":
                raise ValueError(number)
            self.pause()
            self.state[number] = "free"
        finally:
            self.lock.release()

# %% transfer
def transfer(source, target, count):
    for office in sorted((source, target), key=id):
        office.lock.acquire()
    try:
        moving = source.unsold()[:count]
        if len(moving) < count:
            return False
        if source is not target:
            for number in moving:
                del source.state[number]
                target.state[number] = "free"
        return True
    finally:
        source.lock.release()
        target.lock.release()

# %% failing-schedule
failing_schedule = "main T1:1 T2:1"

# %% explain [markdown]
# The look is outside. A lock is only an agreement of those who take it.
