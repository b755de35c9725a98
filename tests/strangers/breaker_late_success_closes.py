"""A call from before the trip comes home while the breaker probes, and closes it.

source: https://github.com/NVIDIA/NeMo-Agent-Toolkit/pull/2158
verdict: assertion
"""

import enum
import threading

State = enum.Enum("State", "CLOSED OPEN HALF_OPEN")

class Breaker:
    def __init__(self):
        self._lock = threading.Lock()
        self.state = State.CLOSED
        self.closed_by = None

    def trip(self):
        with self._lock:
            self.state = State.OPEN

    def cool_down(self):
        with self._lock:
            if self.state is State.OPEN:
                self.state = State.HALF_OPEN

    def success(self, who):
        with self._lock:
            if self.state is State.HALF_OPEN:
                self.state, self.closed_by = State.CLOSED, who


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    breaker = Breaker()

    def outage():
        breaker.trip()
        breaker.cool_down()

    together(lambda: breaker.success("old call"), outage)
    assert breaker.closed_by != "old call"
