"""__del__ counts what is gone, unlocked.

source: https://docs.python.org/3/reference/datamodel.html#object.__del__
verdict: assertion
"""

import threading


class Resource:
    alive = 0

    def __init__(self):
        with lock:
            Resource.alive += 1

    def __del__(self):
        Resource.alive -= 1


lock = threading.Lock()


def work():
    resource = Resource()
    del resource


def main():
    threads = [threading.Thread(target=target) for target in (work, work)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert Resource.alive == 0
