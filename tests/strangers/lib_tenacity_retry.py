"""The statistics of a function are one dictionary for all threads, which each call empties.

source: https://github.com/jd/tenacity
verdict: exception
needs: tenacity
"""

import threading

from tenacity import retry, stop_after_attempt, wait_fixed

lock = threading.Lock()
tries = {"a": 0, "b": 0}


@retry(stop=stop_after_attempt(3), wait=wait_fixed(1))
def fetch(name):
    with lock:
        tries[name] += 1
        if name == "a" and tries[name] < 2:
            raise OSError(name)
    return name


results = []


def main():
    ts = [threading.Thread(target=lambda n=n: results.append(fetch(n))) for n in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(results) == ["a", "b"] and tries == {"a": 2, "b": 1}
