"""Tasks 1 to 3 are answered, the others are left as they were.

fails: check-refund check-refund-error check-refund-hidden check-transfer check-transfer-hidden check-transfer-refund check-schedule check-schedule-hidden
"""
# %% run-all
def run_all(jobs):
    results = [None for job in jobs]
    def do(i):
        results[i] = jobs[i]()
    threads = [Thread(target=do, args=[i]) for i in range(len(jobs))]
    for t in threads: t.start()
    for t in threads: t.join()
    return results

# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.numbers = list(tickets)
        self.pause = pause
        self.mutex = Lock()

    def unsold(self):
        return sorted(self.numbers)

    def buy(self):
        with self.mutex:
            self.pause()
            return self.numbers.pop() if self.numbers else None

# %% buy-and-print
def buy_and_print(office, printer):
    number = office.buy()
    if number is not None:
        printer(number)
    return number
