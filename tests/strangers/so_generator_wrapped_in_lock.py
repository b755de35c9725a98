"""An iterator class takes a lock around next().

source: https://stackoverflow.com/questions/1131430/are-generators-threadsafe
verdict: proved
"""

import threading


class LockedIterator:
    def __init__(self, it):
        self.it = it
        self.lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.it)


def locked(f):
    def wrapped(*a, **kw):
        return LockedIterator(f(*a, **kw))

    return wrapped


@locked
def count(limit):
    i = 0
    while i < limit:
        i += 1
        yield i


def main():
    c, got = count(3), []

    def loop():
        for n in c:
            got.append(n)

    ts = [threading.Thread(target=loop) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(got) == [1, 2, 3]
