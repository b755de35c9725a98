"""weakref.finalize counts what is gone, unlocked, in whichever thread dropped it.

source: https://docs.python.org/3/library/weakref.html#weakref.finalize
verdict: assertion
"""

import threading
import weakref

gone = 0


class Resource:
    pass


def closed():
    global gone
    gone += 1


def work():
    resource = Resource()
    weakref.finalize(resource, closed)
    del resource


def main():
    threads = [threading.Thread(target=target) for target in (work, work)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert gone == 2
