"""The breaker holds its lock around the call: two failures of two open it.

source: https://github.com/danielfm/pybreaker/issues/3
verdict: proved
needs: pybreaker
"""

import threading

import pybreaker

breaker = pybreaker.CircuitBreaker(fail_max=2, reset_timeout=60)
errors = []


@breaker
def call():
    raise OSError("down")


def work():
    try:
        call()
    except Exception as e:
        errors.append(type(e).__name__)


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert breaker.current_state == pybreaker.STATE_OPEN
    assert sorted(errors) == ["CircuitBreakerError", "OSError"]
