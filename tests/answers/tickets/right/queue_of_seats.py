"""The tickets wait in a queue; what has been sold is a dictionary under a lock."""
# %% run-all
def run_all(jobs):
    done = Queue()
    def work(place, job):
        done.put((place, job()))
    threads = []
    for place, job in enumerate(jobs):
        thread = Thread(target=work, args=(place, job), name=f"job {place}")
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return [result for _, result in sorted((done.get() for _ in jobs), key=lambda pair: pair[0])]

# %% office
class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.waiting = Queue()
        for number in tickets:
            self.waiting.put(number)
        self.pause = pause
        self.sold = {}
        self.lock = Lock()

    def unsold(self):
        with self.lock:
            return sorted(self.waiting.queue)

    def buy(self):
        with self.lock:
            try:
                number = self.waiting.get_nowait()
            except Empty:
                return None
            self.sold[number] = True
        self.pause()
        return number

# %% buy-and-print
def buy_and_print(office, printer):
    number = office.buy()
    printer(number) if number is not None else None
    return number

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        with self.lock:
            if not self.sold.pop(number, False):
                raise ValueError("not sold")
            self.waiting.put(number)
        self.pause()

# %% transfer
def transfer(source, target, count):
    locks = sorted({id(office): office.lock for office in (source, target)}.items(), key=lambda pair: pair[0])
    for _, lock in locks:
        lock.acquire()
    try:
        if source.waiting.qsize() < count:
            return False
        for _ in range(count):
            target.waiting.put(source.waiting.get())
        return True
    finally:
        for _, lock in reversed(locks):
            lock.release()

# %% failing-schedule
failing_schedule = "main T1:1 T2 T1 main"
