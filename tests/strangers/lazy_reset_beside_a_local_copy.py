"""A singleton's attribute is read once into a local: a reset beside it does no harm.

source: https://github.com/ets-labs/python-dependency-injector/pull/322
verdict: proved
"""

import threading


class Provider:
    def __init__(self):
        self.__storage, self.__lock = None, threading.RLock()

    def __call__(self):
        if (storage := self.__storage) is None:
            with self.__lock:
                if (storage := self.__storage) is None:
                    self.__storage = storage = ["made"]
        return storage

    def reset(self):
        with self.__lock:
            self.__storage = None


def main():
    provider, got = Provider(), []
    t = threading.Thread(target=lambda: got.append(provider()))
    r = threading.Thread(target=provider.reset)
    t.start()
    r.start()
    t.join()
    r.join()
    assert got == [["made"]]
