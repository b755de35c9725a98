"""Never two locks at once: tickets are taken from one office first, then given to the other."""
# %% run-all
def run_all(jobs):
    from concurrent.futures import ThreadPoolExecutor
    if not jobs: return []
    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(lambda j: j(), jobs))

# %% office
class Office:
    """Sells tickets to many threads at once, each ticket to one of them."""

    def __init__(self, tickets, pause=lambda: None):
        self.tickets = list(tickets)
        self.all = set(self.tickets)
        self.pause = pause
        self.lock = Lock()

    def unsold(self):
        with self.lock:
            return sorted(self.tickets)

    def buy(self):
        with self.lock:
            if not self.tickets:
                return None
            self.pause()
            return self.tickets.pop(0)

# %% buy-and-print
def buy_and_print(office, printer):
    number = office.buy()
    if number is not None:
        printer(number)
    return number

# %% refund-office
class RefundOffice(Office):
    """An office that takes tickets back."""

    def refund(self, number):
        with self.lock:
            if number in self.tickets or number not in self.all:
                raise ValueError(f"Ticket {number} is not sold")
            self.pause()
            self.tickets.append(number)

# %% transfer
def transfer(source, target, count):
    with source.lock:
        if len(source.tickets) < count:
            return False
        moved = source.tickets[:count]
        del source.tickets[:count]
        source.all.difference_update(moved)
    with target.lock:
        target.tickets.extend(moved)
        target.all.update(moved)
    return True

# %% failing-schedule
failing_schedule = "main T1:1 T2"
