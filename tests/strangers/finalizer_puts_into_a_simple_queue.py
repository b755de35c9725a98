"""__del__ only puts a note into a SimpleQueue; who keeps the books takes it later.

source: https://github.com/getsentry/sentry-python/issues/803
verdict: proved or survived
"""

import queue
import threading

lock, notes = threading.Lock(), queue.SimpleQueue()


class Handle:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        notes.put(self.number)


def main():
    handles = {1: Handle(1), 2: Handle(2)}

    def drop(number):
        with lock:
            assert handles[number].number == number
            del handles[number]

    threads = [threading.Thread(target=target) for target in (lambda: drop(1), lambda: drop(2))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted([notes.get(), notes.get()]) == [1, 2] and notes.empty()
