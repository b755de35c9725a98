"""Owner and thief take the last item, each of them.

source: https://github.com/mc-imperial/sctbench
verdict: assertion or exception
"""

import threading

items = [7]
head, tail = 0, 1
taken = []


def pop():
    global tail
    t = tail - 1
    tail = t
    if head <= t:
        taken.append(items[t])
    else:
        tail = head


def steal():
    global head
    h = head
    if h < tail:
        head = h + 1
        taken.append(items[h])


def main():
    ts = [threading.Thread(target=f) for f in (pop, steal)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(taken) <= 1, taken
