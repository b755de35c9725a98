"""One get with a default is one locked step.

source: https://github.com/mailgun/expiringdict
verdict: proved
needs: expiringdict
"""

import threading

from expiringdict import ExpiringDict

cache = ExpiringDict(max_len=2, max_age_seconds=60)


def main():
    cache["user"] = "ann"
    ts = [threading.Thread(target=cache.__setitem__, args=(n, n)) for n in (1, 2)]
    for t in ts:
        t.start()
    assert cache.get("user", "nobody") in ("ann", "nobody")
    for t in ts:
        t.join()
    assert len(cache) == 2
