"""__call__ of a metaclass numbers the objects, and two get the same number.

source: https://docs.python.org/3/reference/datamodel.html#metaclasses
verdict: assertion
"""

import threading

class Numbered(type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls.made = 0

    def __call__(cls, *arguments, **named):
        new = super().__call__(*arguments, **named)
        cls.made += 1
        new.number = cls.made
        return new

class Ticket(metaclass=Numbered):
    pass


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    tickets = []
    together(*[lambda: tickets.append(Ticket())] * 2)
    assert {ticket.number for ticket in tickets} == {1, 2}
