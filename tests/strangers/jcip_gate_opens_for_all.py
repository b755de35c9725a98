"""Who waits goes through when the gate has been opened since, even if it is shut again.

source: https://jcip.net/listings.html
verdict: proved
"""

import threading

class Gate:
    def __init__(self):
        self._cond, self._open, self._generation = threading.Condition(), False, 0

    def close(self):
        with self._cond:
            self._open = False

    def open(self):
        with self._cond:
            self._generation += 1
            self._open = True
            self._cond.notify_all()

    def pass_(self):
        with self._cond:
            arrived = self._generation
            while not self._open and arrived == self._generation:
                self._cond.wait()


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    gate, through = Gate(), []

    def walk():
        gate.pass_()
        through.append(1)

    def pulse():
        gate.open()
        gate.close()
        gate.open()

    together(walk, pulse, walk)
    assert len(through) == 2
