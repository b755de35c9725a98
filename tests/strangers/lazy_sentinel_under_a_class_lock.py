"""A value that may be None is marked as missing by an object of its own; looked at twice.

source: https://github.com/sgl-project/sglang/pull/25436
verdict: proved
"""

import threading

_UNSET = object()


class Registry:
    _lock = threading.Lock()
    _result = _UNSET
    made = 0

    @classmethod
    def result(cls):
        if cls._result is _UNSET:
            with cls._lock:
                if cls._result is _UNSET:
                    cls.made += 1
                    cls._result = None
        return cls._result


def main():
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(Registry.result())) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == [None, None] and Registry.made == 1
