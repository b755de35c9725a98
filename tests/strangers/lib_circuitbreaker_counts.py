"""No lock: two failures are counted as one.

source: https://github.com/fabfuel/circuitbreaker/issues/61
verdict: assertion
needs: circuitbreaker
"""

import threading

from circuitbreaker import CircuitBreaker

breaker = CircuitBreaker(failure_threshold=2, expected_exception=OSError)


@breaker
def call():
    raise OSError("down")


def work():
    try:
        call()
    except OSError:
        pass


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert breaker.failure_count == 2
