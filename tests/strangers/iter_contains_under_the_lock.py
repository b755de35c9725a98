"""With a __contains__ of its own, the whole look is under the lock.

source: https://github.com/lona-web-org/lona/pull/47
verdict: proved
"""

import threading

class Attributes:
    def __init__(self, lock, **values):
        self._lock, self._values = lock, values

    def __contains__(self, key):
        with self._lock:
            return key in self._values

    def __iter__(self):
        with self._lock:
            return iter(tuple(self._values))

    def __setitem__(self, key, value):
        with self._lock:
            self._values[key] = value


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    attributes = Attributes(threading.RLock(), id=1, kind=2)
    seen = []
    together(
        lambda: seen.append("href" in attributes),
        lambda: seen.append([*attributes]),
        lambda: attributes.__setitem__("title", 3),
    )
    assert False in seen and len(seen) == 2
