"""Only who finds the machine idle may start it; two find it idle.

source: https://docs.python.org/3/howto/enum.html
verdict: assertion
"""

import enum
import threading


class Status(enum.Enum):
    IDLE = enum.auto()
    RUNNING = enum.auto()


class Machine:
    def __init__(self):
        self.status = Status.IDLE
        self.starts = 0

    def start(self):
        if self.status is Status.IDLE:
            self.status = Status.RUNNING
            self.starts += 1


def main():
    machine = Machine()
    threads = [threading.Thread(target=machine.start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert machine.starts == 1
