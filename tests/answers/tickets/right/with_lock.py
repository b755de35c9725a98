"""One lock for each office, taken with `with`; it is held for the data only."""
# %% run-all
def run_all(jobs):
    results = {}

    def work(number, job):
        results[number] = job()

    threads = [Thread(target=work, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[number] for number in range(len(jobs))]

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
        with self.lock:
            if not self.free:
                return None
            number = self.free.pop(0)
            self.gone.append(number)
        self.pause()
        return number

# %% buy-and-print
def buy_and_print(office, printer):
    number = office.buy()
    if number is not None:
        printer(number)
    return number

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        with self.lock:
            if number not in self.gone:
                raise ValueError("This ticket is not sold.")
            self.gone.remove(number)
            self.free.append(number)
        self.pause()

# %% transfer
def transfer(source, target, count):
    if source is target:
        return len(source.unsold()) >= count
    first, second = (source, target) if id(source) < id(target) else (target, source)
    with first.lock:
        with second.lock:
            if len(source.free) < count:
                return False
            for _ in range(count):
                target.free.append(source.free.pop())
            return True

# %% failing-schedule
failing_schedule = "main T1:1 T2"

# %% explain [markdown]
# Both look first and both see one ticket. Then A locks, writes 0, unlocks, and B locks, writes 0
# and unlocks: the lock made them write one after the other, but what B writes comes from before.
# A lock keeps out those who ask for the same lock at the same time and knows nothing of tickets.
# If looking and taking are both inside of one shared lock, B can look only after A has written,
# and sees 0.
