"""With a key of Python code the place that was found may be wrong when it is used.

source: https://docs.python.org/3/library/bisect.html#bisect.insort
verdict: assertion
"""

import threading
from bisect import insort

jobs = [(5, "five")]

def rank(job):
    return job[0]


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(lambda: insort(jobs, (3, "three"), key=rank), lambda: insort(jobs, (1, "one"), key=rank))
    assert [rank(job) for job in jobs] == [1, 3, 5]
