"""run() does the work in the thread that calls it.

verdict: assertion
clock: exact
"""

import time
from threading import Thread


def main():
    threads = [Thread(target=time.sleep, args=(1,)) for _ in range(3)]
    for thread in threads:
        thread.run()
    assert elapsed() == 1
