"""A property of one's own that looks again under the lock of its object.

source: https://www.cnblogs.com/bayueman/p/6609528.html
verdict: proved
"""

import threading

nothing = object()
computed = []


class locked_property:
    def __init__(self, function):
        self.function = function
        self.name = function.__name__
        self.lock = threading.RLock()

    def __get__(self, thing, owner=None):
        if thing is None:
            return self
        with self.lock:
            value = thing.__dict__.get(self.name, nothing)
            if value is nothing:
                value = thing.__dict__[self.name] = self.function(thing)
            return value


class Report:
    @locked_property
    def total(self):
        computed.append(1)
        return 45


def main():
    report = Report()
    threads = [threading.Thread(target=lambda: report.total) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert computed == [1] and report.total == 45
