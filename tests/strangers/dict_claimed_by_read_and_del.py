"""x = D[y]; del D[y] are two steps: two claim the same.

source: https://mcmap.net/q/549390/-is-extending-a-python-list-e-g-l-1-guaranteed-to-be-thread-safe
verdict: assertion or exception
"""

import threading

jobs = {"one": 1}
got = []


def claim():
    try:
        got.append(jobs["one"])
        del jobs["one"]
    except KeyError:
        pass


def main():
    threads = [threading.Thread(target=claim) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == [1]
