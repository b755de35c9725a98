"""len() of the results while one is still at work.

source: https://stackoverflow.com/questions/6893968/how-to-get-the-return-value-from-a-thread
verdict: assertion
"""

import threading

results = {}


def main():
    ts = [threading.Thread(target=results.setdefault, args=(n, n * n)) for n in range(2)]
    for t in ts:
        t.start()
    ts[0].join()
    assert len(results) == 2
    ts[1].join()
