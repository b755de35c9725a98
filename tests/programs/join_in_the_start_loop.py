"""One after the other.

verdict: assertion
clock: exact
"""

from threading import Thread
import time


def main():
    for _ in range(3):
        thread = Thread(target=time.sleep, args=(1,))
        thread.start()
        thread.join()
    assert elapsed() == 1
