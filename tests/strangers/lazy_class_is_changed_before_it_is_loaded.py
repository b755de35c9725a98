"""A lazy module: its class is replaced first, so that others see it empty.

source: https://github.com/python/cpython/pull/114781
verdict: exception
"""

import threading


class Plain:
    pass


class Lazy:
    def __getattr__(self, name):
        self.__class__ = Plain
        self.__dict__.update(pi=3)
        return getattr(self, name)


def main():
    module = Lazy()
    threads = [threading.Thread(target=lambda: module.pi) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
