"""Consumers wait, the producer notifies all; a flag keeps who comes late from waiting for ever.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import threading

cond = threading.Condition()
available = False
served = []


def consumer(name):
    with cond:
        cond.wait_for(lambda: available)
        served.append(name)


def producer():
    global available
    with cond:
        available = True
        cond.notify_all()


def main():
    ts = [threading.Thread(target=consumer, args=(n,)) for n in ("c1", "c2")]
    ts.append(threading.Thread(target=producer))
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(served) == ["c1", "c2"]
