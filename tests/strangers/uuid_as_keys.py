"""Jobs get random keys in two threads; none is overwritten.

source: https://docs.python.org/3/library/uuid.html
verdict: proved
"""

import threading
import uuid

jobs = {}


def add(name):
    jobs[uuid.uuid4().hex] = name


def main():
    threads = [threading.Thread(target=add, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(jobs.values()) == ["a", "b"]
