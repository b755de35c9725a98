"""Searchers and one inserter work together; whoever deletes is alone.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading
from contextlib import contextmanager

class Lightswitch:
    def __init__(self, room):
        self.room, self.count, self.mutex = room, 0, threading.Lock()

    def __enter__(self):
        with self.mutex:
            self.count += 1
            if self.count == 1:
                self.room.acquire()

    def __exit__(self, *error):
        with self.mutex:
            self.count -= 1
            if not self.count:
                self.room.release()

no_searcher, no_inserter = threading.Semaphore(1), threading.Semaphore(1)
searching, inserting = Lightswitch(no_searcher), Lightswitch(no_inserter)
insert_mutex = threading.Lock()
rows = [1, 2]


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    def search():
        with searching:
            for row in rows:
                assert row in (1, 2, 3)

    def insert():
        with inserting, insert_mutex:
            rows.append(3)

    def delete():
        with no_searcher, no_inserter:
            rows.remove(1)

    together(search, insert, delete)
    assert rows == [2, 3]
