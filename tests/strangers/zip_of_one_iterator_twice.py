"""zip(it, it) makes pairs; two threads that do so mix theirs.

source: https://docs.python.org/3/library/functions.html#zip
verdict: assertion
"""

import threading


class Safe:
    def __init__(self, it):
        self.it, self.lock = it, threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.it)


def main():
    it, pairs = Safe(iter(range(4))), []
    threads = [threading.Thread(target=target) for target in (lambda: pairs.extend(zip(it, it)), lambda: pairs.extend(zip(it, it)))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(pairs) == [(0, 1), (2, 3)]
