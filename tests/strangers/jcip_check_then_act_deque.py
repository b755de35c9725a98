"""Two threads see that there is one left, and both take it.

source: https://jcip.net/listings.html
verdict: exception
"""

import threading
from collections import deque

q = deque([1])
got = []


def take():
    if q:
        got.append(q.popleft())


def main():
    ts = [threading.Thread(target=take) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
