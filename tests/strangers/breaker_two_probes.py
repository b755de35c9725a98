"""Half open, one trial call may go through; two do.

source: https://github.com/Skyscanner/pyfailsafe/pull/31
verdict: assertion
"""

import threading
import time


class Breaker:
    def __init__(self):
        self.state, self.opened = "open", time.monotonic()

    def allows(self):
        if self.state == "open" and time.monotonic() - self.opened >= 30:
            self.state = "half open"
            return True
        return self.state == "closed"


def main():
    b, probes = Breaker(), []
    time.sleep(30)

    def call():
        if b.allows():
            probes.append(1)

    ts = [threading.Thread(target=call) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(probes) == 1
