"""`in` walks through __iter__, whose lock is given back before the first step.

source: https://github.com/lona-web-org/lona/issues/45
verdict: exception
"""

import threading
from contextlib import contextmanager

class Document:
    def __init__(self):
        self._lock = threading.RLock()

    @contextmanager
    def lock(self):
        self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()

class Attributes:
    def __init__(self, document, values):
        self.document, self._values = document, dict(values)

    def __iter__(self):
        with self.document.lock():
            return iter(self._values)

    def __setitem__(self, key, value):
        with self.document.lock():
            self._values[key] = value


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    attributes = Attributes(Document(), {"id": 1, "class": 2})
    together(lambda: "href" in attributes, lambda: attributes.__setitem__("title", 3))
