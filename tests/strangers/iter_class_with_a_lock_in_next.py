"""A class of its own instead of a generator: __next__ has a lock, and ends for each who asks.

source: https://anandology.com/blog/using-iterators-and-generators/
verdict: proved
"""

import threading


class Tickets:
    def __init__(self, most):
        self.most, self.next, self.lock = most, 0, threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            if self.next == self.most:
                raise StopIteration
            self.next += 1
            return self.next


def main():
    tickets, sold = Tickets(3), {"a": [], "b": []}

    def sell(name):
        sold[name].extend(tickets)

    threads = [threading.Thread(target=sell, args=(name,)) for name in sold]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(sold["a"] + sold["b"]) == [1, 2, 3]
