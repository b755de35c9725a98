"""A class pattern reads one attribute after the other.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Point:
    __match_args__ = ("x", "y")

    def __init__(self):
        self.x = 0
        self.y = 0


point = Point()
seen = None


def read():
    global seen
    match point:
        case Point(x, y) if x == y:
            seen = "whole"
        case Point(x=1, y=0) | Point(x=0, y=1):
            seen = "torn"
        case _:
            seen = "other"


def move():
    point.y = 1
    point.x = 1


def main():
    run(read, move)
    assert seen != "torn"
