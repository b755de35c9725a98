"""A text of the set is made for the log, and that goes through it without the lock.

source: https://jcip.net/listings.html
verdict: exception
"""

import threading

class Hidden:
    def __init__(self):
        self.numbers, self.lock, self.log = {1, 2}, threading.Lock(), []

    def add(self, number):
        with self.lock:
            self.numbers.add(number)

    def add_ten(self):
        for n in range(10, 12):
            self.add(n)
        self.log.append("added to " + ", ".join(str(n) for n in self.numbers))


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    hidden = Hidden()
    together(hidden.add_ten, lambda: hidden.add(7))
