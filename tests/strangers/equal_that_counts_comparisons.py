"""in of a list calls __eq__, which counts.

source: https://docs.python.org/3/reference/expressions.html#membership-test-operations
verdict: assertion
"""

import threading


class Point:
    compared = 0

    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        Point.compared += 1
        return self.x == other.x


def main():
    points = [Point(1)]
    threads = [threading.Thread(target=target) for target in (lambda: Point(1) in points, lambda: Point(1) in points)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert Point.compared == 2
