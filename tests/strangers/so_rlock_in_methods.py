"""A locked method calls another locked method.

source: https://stackoverflow.com/questions/16567958/when-and-how-to-use-pythons-rlock
verdict: proved
"""

import threading


class Pair:
    def __init__(self):
        self.a = self.b = 1
        self.lock = threading.RLock()

    def change_a(self):
        with self.lock:
            self.a += 1

    def change_b(self):
        with self.lock:
            self.b += self.a

    def change_both(self):
        with self.lock:
            self.change_a()
            self.change_b()


def main():
    p = Pair()
    ts = [threading.Thread(target=p.change_both) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert (p.a, p.b) == (3, 6)
