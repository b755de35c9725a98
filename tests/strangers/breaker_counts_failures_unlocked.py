"""Two failures are counted as one: the circuit stays closed.

source: https://github.com/fabfuel/circuitbreaker/issues/61
verdict: assertion
"""

import threading


class Breaker:
    def __init__(self, limit):
        self.limit, self.failures, self.state = limit, 0, "closed"

    def __call__(self, f):
        def wrapper(*args):
            if self.state == "open":
                raise RuntimeError("open")
            try:
                return f(*args)
            except ConnectionError:
                self.failures += 1
                if self.failures >= self.limit:
                    self.state = "open"

        return wrapper


breaker = Breaker(2)


@breaker
def call():
    raise ConnectionError


def main():
    ts = [threading.Thread(target=call) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert breaker.state == "open"
