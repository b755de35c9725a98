"""Each replaces another field, of the same old value.

source: https://docs.python.org/3/library/typing.html#typing.NamedTuple
verdict: assertion
"""

import threading
from typing import NamedTuple

class Position(NamedTuple):
    x: int = 0
    y: int = 0

class Robot:
    at = Position()


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    robot = Robot()

    def go(**to):
        robot.at = robot.at._replace(**to)

    together(lambda: go(x=3), lambda: go(y=4))
    assert robot.at == Position(3, 4)
