"""Who waits for an item with the lock in hand keeps everybody out.

verdict: deadlock
"""

from threading import Lock, Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


buffer = []
lock = Lock()
items = Semaphore(0)


def produce():
    with lock:
        buffer.append(1)
    items.release()


def consume():
    with lock:
        items.acquire()
        buffer.pop()


def main():
    run(produce, consume)
