"""Each call tries again by itself after a constant wait.

source: https://github.com/litl/backoff
verdict: proved
needs: backoff
"""

import threading

import backoff

lock = threading.Lock()
tries = {"a": 0, "b": 0}


@backoff.on_exception(backoff.constant, OSError, interval=1, jitter=None, max_tries=3)
def fetch(name):
    with lock:
        tries[name] += 1
        if tries[name] < 2:
            raise OSError(name)
    return name


results = []


def main():
    ts = [threading.Thread(target=lambda n=n: results.append(fetch(n))) for n in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(results) == ["a", "b"]
