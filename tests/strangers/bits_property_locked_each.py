"""Getter and setter are locked, each by itself.

source: https://stackoverflow.com/questions/35088139/how-to-make-a-thread-safe-global-counter-in-python
verdict: assertion
"""

import threading


class Counter:
    def __init__(self):
        self._lock = threading.Lock()
        self._value = 0

    @property
    def value(self):
        with self._lock:
            return self._value

    @value.setter
    def value(self, new):
        with self._lock:
            self._value = new


def main():
    c = Counter()

    def work():
        c.value += 1

    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert c.value == 2
