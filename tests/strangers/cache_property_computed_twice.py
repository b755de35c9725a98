"""A cached_property is computed by each thread that comes before there is a value.

source: https://discuss.python.org/t/finding-a-path-forward-for-functools-cached-property/23757
verdict: assertion
"""

import functools
import sys
import threading

computed = []


class Report:
    @functools.cached_property
    def total(self):
        computed.append(1)
        return sum(range(10))


def main():
    report = Report()
    threads = [threading.Thread(target=lambda: report.total) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(computed) == 1
