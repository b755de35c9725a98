"""Two new objects read the same last number.

source: https://stackoverflow.com/questions/35088139/how-to-make-a-thread-safe-global-counter-in-python
verdict: assertion
"""

from threading import Thread


class Ticket:
    last = 0

    def __init__(self):
        Ticket.last += 1
        self.number = Ticket.last


tickets = []


def main():
    ts = [Thread(target=lambda: tickets.append(Ticket())) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert {t.number for t in tickets} == {1, 2}
