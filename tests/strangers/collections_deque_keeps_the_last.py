"""A deque of bounded length takes from two threads and never has more than two.

source: https://docs.python.org/3/library/collections.html#collections.deque
verdict: proved
"""

import threading
from collections import deque

recent = deque(maxlen=2)


def note(n):
    recent.append(n)
    assert len(recent) <= 2


def main():
    threads = [threading.Thread(target=note, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(recent)) == 2
