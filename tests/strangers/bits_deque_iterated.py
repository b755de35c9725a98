"""RuntimeError: deque mutated during iteration.

source: https://docs.python.org/3/library/collections.html#collections.deque
verdict: exception
"""

import threading
from collections import deque

recent = deque([1, 2, 3], maxlen=3)


def main():
    t = threading.Thread(target=recent.append, args=(4,))
    t.start()
    total = 0
    for n in recent:
        total += n
    t.join()
