"""All at once.

verdict: proved
clock: exact
"""

from threading import Thread
import time


def main():
    threads = [Thread(target=time.sleep, args=(1,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert elapsed() == 1
