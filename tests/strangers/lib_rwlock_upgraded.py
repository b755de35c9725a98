"""rwlock: who reads wants to write as well, and is told that this cannot be done.

source: https://pypi.org/project/rwlock/
verdict: exception
needs: rwlock
"""

import threading

from rwlock import RWLock

lock = RWLock()
cache = {}


def get(key):
    with lock.reader_lock:
        if key not in cache:
            with lock.writer_lock:
                cache[key] = key * 2
        return cache[key]


def main():
    threads = [threading.Thread(target=get, args=(3,)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
