"""A lazy attribute without a lock is computed by two.

source: https://github.com/python/cpython/issues/87634
verdict: assertion
"""

import threading


class lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.f(obj)
        return value


class Service:
    opened = 0

    @lazy
    def connection(self):
        Service.opened += 1
        return object()


def main():
    s = Service()
    ts = [threading.Thread(target=lambda: s.connection) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert Service.opened == 1
