"""A subclass looks at _target, _args and _kwargs, and join returns the result.

source: https://stackoverflow.com/questions/6893968/how-to-get-the-return-value-from-a-thread
verdict: proved
"""

from threading import Thread


class ReturningThread(Thread):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, Verbose=None):
        Thread.__init__(self, group, target, name, args, kwargs)
        self._result = None

    def run(self):
        if self._target is not None:
            self._result = self._target(*self._args, **self._kwargs)

    def join(self, *args):
        Thread.join(self, *args)
        return self._result


def square(n, plus=0):
    return n * n + plus


def main():
    ts = [ReturningThread(target=square, args=(n,), kwargs={"plus": 1}) for n in range(3)]
    for t in ts:
        t.start()
    assert [t.join() for t in ts] == [1, 2, 5]
