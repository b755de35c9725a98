"""Numbers are drawn from a counter, and each waits until its own is served.

source: https://en.wikipedia.org/wiki/Ticket_lock
verdict: proved
"""

import itertools
import threading

class TicketLock:
    def __init__(self):
        self.tickets, self.serving = itertools.count(), 0

    def __enter__(self):
        mine = next(self.tickets)
        while self.serving != mine:
            pass

    def __exit__(self, *error):
        self.serving += 1


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    lock, till = TicketLock(), [0]

    def pay():
        with lock:
            till[0] = till[0] + 1

    together(pay, pay, pay)
    assert till == [3]
