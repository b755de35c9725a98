"""The count is locked: of three calls one is refused.

source: https://github.com/tomasbasham/ratelimit
verdict: proved
needs: ratelimit
"""

import threading

from ratelimit import RateLimitException, limits

results = []


@limits(calls=2, period=60)
def call():
    return "ok"


def work():
    try:
        results.append(call())
    except RateLimitException:
        results.append("refused")


def main():
    ts = [threading.Thread(target=work) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(results) == ["ok", "ok", "refused"]
