"""A Condition as the lock, with a try-lock and retreat in place of an order of locks."""
# %% run-all
def run_all(jobs):
    count, results, all_done = len(jobs), [None] * len(jobs), Condition()
    left = [count]
    def work(i):
        results[i] = jobs[i]()
        with all_done:
            left[0] -= 1
            all_done.notify()
    for i in range(count):
        Thread(target=work, args=(i,)).start()
    with all_done:
        all_done.wait_for(lambda: left[0] == 0)
    return results

# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.here = list(tickets)
        self.gone = []
        self.pause = pause
        self.guard = Condition()

    def unsold(self):
        with self.guard:
            return sorted(self.here)

    def buy(self):
        with self.guard:
            if not self.here:
                return None
            number = self.here.pop(0)
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
        with self.guard:
            if self.gone.count(number) == 0:
                raise ValueError("this ticket is not sold")
            self.gone.remove(number)
            self.here.append(number)
            self.guard.notify_all()
        self.pause()

# %% transfer
moving = Lock()

def transfer(source, target, count):
    with moving:
        if source is target:
            with source.guard:
                return len(source.here) >= count
        with source.guard:
            with target.guard:
                if len(source.here) < count:
                    return False
                target.here.extend(source.here[:count])
                source.here = source.here[count:]
                return True

# %% failing-schedule
failing_schedule = "main T1:1 T2"
