"""pykka: an actor adds in one call, so two callers lose nothing.

source: https://pykka.readthedocs.io/stable/
verdict: proved
needs: pykka
"""

import threading

from pykka import ThreadingActor


class Counter(ThreadingActor):
    def __init__(self):
        super().__init__()
        self.n = 0

    def on_receive(self, message):
        self.n += message
        return self.n


def main():
    counter, got = Counter.start(), []
    threads = [threading.Thread(target=lambda: got.append(counter.ask(1))) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    counter.stop()
    assert sorted(got) == [1, 2]
