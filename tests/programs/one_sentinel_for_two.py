"""One sentinel ends one of two consumers.

verdict: deadlock
"""

import queue
from threading import Thread

work = queue.Queue()


def consume():
    while work.get() is not None:
        pass


def main():
    threads = [Thread(target=consume) for _ in range(2)]
    for thread in threads:
        thread.start()
    work.put(None)
    for thread in threads:
        thread.join()
