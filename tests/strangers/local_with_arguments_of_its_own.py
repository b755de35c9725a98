"""A subclass of local is initialized anew in each thread, with the same arguments.

source: https://docs.python.org/3/library/threading.html#thread-local-data
verdict: proved
"""

import threading


class Session(threading.local):
    made = 0

    def __init__(self, size):
        self.buffer = [0] * size


session = Session(2)
sums = []


def work(n):
    session.buffer[0] += n
    sums.append(sum(session.buffer))


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sums) == [1, 2] and session.buffer == [0, 0]
