"""__iadd__ works under a lock and returns itself.

source: https://docs.python.org/3/reference/datamodel.html#object.__iadd__
verdict: proved
"""

import threading


class Counter:
    def __init__(self):
        self.lock, self.n = threading.Lock(), 0

    def __iadd__(self, k):
        with self.lock:
            self.n += k
        return self


hits = Counter()


def work():
    global hits
    for _ in range(2):
        hits += 1


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert hits.n == 4
