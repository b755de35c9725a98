"""A future with a condition: result waits, callbacks are called once, whoever is first.

source: https://docs.python.org/3/library/concurrent.futures.html
verdict: proved
"""

import threading


class Promise:
    def __init__(self):
        self._cv = threading.Condition()
        self._done, self._value, self._callbacks = False, None, []

    def result(self):
        with self._cv:
            while not self._done:
                self._cv.wait()
            return self._value

    def add(self, f):
        with self._cv:
            if not self._done:
                self._callbacks.append(f)
                return
        f(self._value)

    def set(self, value):
        with self._cv:
            self._value, self._done = value, True
            callbacks, self._callbacks = self._callbacks, []
            self._cv.notify_all()
        for f in callbacks:
            f(value)


def main():
    p, called = Promise(), []
    t = threading.Thread(target=p.set, args=(7,))
    t.start()
    p.add(called.append)
    assert p.result() == 7
    t.join()
    assert called == [7]
