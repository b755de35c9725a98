"""A lock by item, as cached_property had in a draft: who leaves forgets that a third waits.

source: https://github.com/python/cpython/pull/27609
verdict: assertion or exception
"""

import threading


class OnceByKey:
    def __init__(self, function):
        self.function = function
        self.changed = threading.Condition()
        self.updater = {}
        self.values = {}

    def get(self, key):
        with self.changed:
            if self.updater.get(key):
                self.changed.wait()
            self.updater[key] = True
        if key not in self.values:
            self.values[key] = self.function(key)
        with self.changed:
            self.updater[key] = False
            self.changed.notify_all()
        return self.values[key]


def main():
    made = []
    running = [0]

    def make(key):
        running[0] += 1
        made.append(running[0])
        running[0] -= 1
        if len(made) == 1:
            raise LookupError
        return key

    once = OnceByKey(make)

    def work():
        try:
            once.get("k")
        except LookupError:
            with once.changed:
                once.updater["k"] = False
                once.changed.notify_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert max(made) == 1 and len(made) == 2
