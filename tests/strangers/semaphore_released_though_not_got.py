"""release stands in finally, though acquire may have failed: the room holds two then.

source: https://docs.python.org/3/library/threading.html#semaphore-objects
verdict: assertion
"""

import threading

room = threading.Semaphore(1)
inside = []


def visit(name):
    try:
        if room.acquire(blocking=False):
            inside.append(name)
            assert len(inside) == 1
            inside.remove(name)
    finally:
        room.release()


def main():
    threads = [threading.Thread(target=visit, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
