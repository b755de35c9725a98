"""How long two threads take that sleep at the same time.

source: https://docs.python.org/3/library/timeit.html#timeit.default_timer
verdict: proved
clock: exact
"""

import threading
import time
from timeit import default_timer


def main():
    begun = default_timer()
    threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= default_timer() - begun < 2
