"""All threads see the last value of the loop's variable, or none knows which.

source: https://docs.python.org/3/faq/programming.html#why-do-lambdas-defined-in-a-loop-with-different-values-all-return-the-same-result
verdict: assertion
"""

import threading


def main():
    got, threads = [], []
    for i in range(3):
        t = threading.Thread(target=lambda: got.append(i))
        t.start()
        threads.append(t)
    for t in threads:
        t.join()
    assert sorted(got) == [0, 1, 2]
