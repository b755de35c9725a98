"""One after the other.

verdict: assertion
clock: exact
"""

import time
from threading import Thread


def main():
    for _ in range(3):
        thread = Thread(target=time.sleep, args=(1,))
        thread.start()
        thread.join()
    assert elapsed() == 1
