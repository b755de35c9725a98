"""A proxy resolves its target at the first use of any operator.

source: https://github.com/ionelmc/python-lazy-object-proxy/issues/83
verdict: assertion
"""

import threading


class Proxy:
    def __init__(self, factory):
        self._factory = factory
        self._target = None

    def _resolve(self):
        if self._target is None:
            self._target = self._factory()
        return self._target

    def __str__(self):
        return str(self._resolve())

    def __add__(self, other):
        return self._resolve() + other

    __radd__ = __add__


made = []


def make():
    made.append(1)
    return len(made)


def main():
    number = Proxy(make)
    threads = [
        threading.Thread(target=lambda: f"{number}"),
        threading.Thread(target=lambda: 1 + number),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert made == [1]
