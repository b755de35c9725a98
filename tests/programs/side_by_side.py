"""All at once.

verdict: proved
clock: exact
"""

import time
from threading import Thread


def main():
    threads = [Thread(target=time.sleep, args=(1,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert elapsed() == 1
