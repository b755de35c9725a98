"""pykka: a caller asks the actor for its number, and tells it the next one.

source: https://pykka.readthedocs.io/stable/
verdict: assertion
needs: pykka
"""

import threading

from pykka import ThreadingActor


class Cell(ThreadingActor):
    def __init__(self):
        super().__init__()
        self.n = 0

    def on_receive(self, message):
        if message is not None:
            self.n = message
        return self.n


def main():
    cell = Cell.start()

    def add():
        cell.tell(cell.ask(None) + 1)

    threads = [threading.Thread(target=add) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    n = cell.ask(None)
    cell.stop()
    assert n == 2
