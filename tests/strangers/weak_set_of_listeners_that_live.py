"""Members of a WeakSet that all live on: each is told once.

source: https://github.com/python/cpython/pull/125325
verdict: proved or survived
"""

import threading
import weakref


class Listener:
    def __init__(self):
        self.heard = []


listeners = weakref.WeakSet()


def main():
    kept = [Listener(), Listener()]
    threads = [threading.Thread(target=listeners.add, args=(k,)) for k in kept]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for listener in listeners:
        listener.heard.append("hello")
    assert [k.heard for k in kept] == [["hello"], ["hello"]]
