"""dict.pop(key, default) gives an item to one of two.

source: https://mcmap.net/q/549390/-is-extending-a-python-list-e-g-l-1-guaranteed-to-be-thread-safe
verdict: proved
"""

import threading

jobs = {"one": 1}
got = []


def claim():
    if (job := jobs.pop("one", None)) is not None:
        got.append(job)


def main():
    threads = [threading.Thread(target=claim) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == [1] and not jobs
