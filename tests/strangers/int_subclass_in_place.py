"""A number of one's own type has no __iadd__: += makes a new one, and one is lost.

source: https://docs.python.org/3/reference/datamodel.html#object.__iadd__
verdict: assertion
"""

import threading


class Money(int):
    def __add__(self, other):
        return Money(int(self) + other)


account = Money(0)


def pay():
    global account
    account += 5


def main():
    threads = [threading.Thread(target=target) for target in (pay, pay)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert account == 10
