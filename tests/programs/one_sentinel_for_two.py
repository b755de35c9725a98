"""One sentinel ends one of two consumers.

verdict: deadlock
"""

from threading import Thread
import queue

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
