"""Servers are taken by turns from a cycle, under a lock.

source: https://docs.python.org/3/library/itertools.html#itertools.cycle
verdict: proved
"""

import itertools
import threading

servers = itertools.cycle(["a", "b"])
lock = threading.Lock()
used = []


def call():
    with lock:
        server = next(servers)
    used.append(server)


def main():
    threads = [threading.Thread(target=call) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(used) == ["a", "b"]
