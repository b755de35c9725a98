"""One is removed while the list is gone through: the one after it is passed over.

source: https://github.com/enthought/traits/issues/56
verdict: assertion
"""

import threading

told = []
observers = [lambda: told.append("a"), lambda: told.append("b"), lambda: told.append("c")]


def notify():
    for observer in observers:
        observer()


def main():
    first = observers[0]
    t = threading.Thread(target=notify)
    t.start()
    observers.remove(first)
    t.join()
    assert told[-2:] == ["b", "c"], told
