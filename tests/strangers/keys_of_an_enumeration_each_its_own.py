"""Each thread has a key of its own, by whichever name it calls it.

source: https://docs.python.org/3/howto/enum.html#others
verdict: proved
"""

import threading
from enum import IntEnum

class Desk(IntEnum):
    LEFT = 1
    RIGHT = 2

served = {1: 0, 2: 0}

def serve(desk):
    for _ in range(2):
        served[desk] = served[desk] + 1


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    together(lambda: serve(Desk.LEFT), lambda: serve(2))
    assert served == {Desk.LEFT: 2, Desk.RIGHT: 2}
