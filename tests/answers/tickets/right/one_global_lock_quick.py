"""One lock for everything that is quick; the pause and the printer come outside."""
# %% run-all
def run_all(jobs):
    class Job(Thread):
        result = None
        def __init__(self, job):
            Thread.__init__(self)
            self.job = job
        def run(self):
            self.result = self.job()
    threads = list(map(Job, jobs))
    for t in threads: t.start()
    for t in threads: t.join()
    return tuple(t.result for t in threads)

# %% office
everything = Lock()

class Office:
    def __init__(self, tickets, pause=None):
        self.tickets, self.pause, self.sold = list(tickets), pause, []

    def unsold(self):
        with everything:
            return sorted(self.tickets)

    def buy(self):
        with everything:
            number = self.tickets.pop() if self.tickets else None
            if number is not None:
                self.sold += [number]
        if number is not None and self.pause:
            self.pause()
        return number

# %% buy-and-print
def buy_and_print(office, printer):
    n = office.buy()
    if n is not None: printer(n)
    return n

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        with everything:
            if number in self.sold:
                self.sold.remove(number)
                self.tickets.append(number)
            else:
                raise ValueError
        if self.pause:
            self.pause()

# %% transfer
def transfer(source, target, count):
    with everything:
        if len(source.tickets) < count:
            return False
        moving, source.tickets = source.tickets[:count], source.tickets[count:]
        target.tickets = target.tickets + moving
        return True

# %% failing-schedule
failing_schedule = "main T2:1 T1"
