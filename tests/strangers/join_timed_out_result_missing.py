"""join comes back after a while, whether the thread is done or not.

source: https://docs.python.org/3/library/threading.html#threading.Thread.join
verdict: exception
"""

import threading
import time

results = []


def work():
    time.sleep(3)
    results.append(42)


def main():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=1)
    print(results[0])
