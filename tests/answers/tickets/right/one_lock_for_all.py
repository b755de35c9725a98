"""A single lock for all transfers beside one for each office; numbers in sets; globals used freely.

like: with_lock.py
"""
# %% run-all
answers = {}

def run_all(jobs):
    global answers
    answers = {}
    mine = answers
    def note(place):
        mine[place] = jobs[place]()
    crew = []
    for place in range(len(jobs)):
        crew.append(Thread(target=note, args=(place,), daemon=True))
        crew[-1].start()
    while crew:
        crew.pop().join()
    return [mine[place] for place in sorted(mine)]

# %% office
import threading
moving = threading.Lock()

class Office:
    def __init__(self, tickets, pause=None):
        self.free = set(tickets)
        self.gone = set()
        self.pause = pause or (lambda: None)
        self.condition = threading.Condition()

    def unsold(self):
        with self.condition:
            return sorted(self.free)

    def buy(self):
        with self.condition:
            number = self.free.pop() if self.free else None
            if number is not None:
                self.gone.add(number)
                self.pause()
            return number

# %% refund-office
class RefundOffice(Office):
    def refund(self, number):
        with self.condition:
            if number in self.gone:
                self.gone.discard(number)
                self.pause()
                self.free.add(number)
                return
        raise ValueError(f"{number} is not sold")

# %% transfer
def transfer(source, target, count):
    with moving:
        with source.condition:
            if len(source.free) < count:
                return False
            tickets = [source.free.pop() for _ in range(count)]
        with target.condition:
            target.free.update(tickets)
    return True

# %% failing-schedule
failing_schedule = "main T2:1 T1 T2"
