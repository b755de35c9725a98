"""It may be computed twice, but setdefault gives the same object to all.

source: https://github.com/python/cpython/pull/154069
verdict: proved
"""

import threading

class lazy:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        cache = vars(instance)
        if self.name in cache:
            return cache[self.name]
        return cache.setdefault(self.name, self.function(instance))

class Report:
    @lazy
    def rows(self):
        return [1, 2, 3]


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    report, seen = Report(), []
    together(lambda: seen.append(report.rows), lambda: seen.append(report.rows))
    assert seen[0] is seen[1] is report.rows
