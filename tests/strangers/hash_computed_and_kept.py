"""__hash__ computes once and keeps: by both, but the same.

source: https://docs.python.org/3/reference/datamodel.html#object.__hash__
verdict: proved
"""

import threading


class Key:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = found = sum(self.parts)
            return found


def main():
    key, table = Key(1, 2), {}
    threads = [threading.Thread(target=target) for target in (lambda: table.update({key: 1}), lambda: table.setdefault(Key(1, 2), 2))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert list(table.values()) in ([1], [2]) and len(table) == 1
