"""Each lambda keeps the loop's value as its default.

source: https://docs.python.org/3/faq/programming.html#why-do-lambdas-defined-in-a-loop-with-different-values-all-return-the-same-result
verdict: proved
"""

import threading


def main():
    got, threads = [], []
    for i in range(3):
        t = threading.Thread(target=lambda i=i: got.append(i))
        t.start()
        threads.append(t)
    for t in threads:
        t.join()
    assert sorted(got) == [0, 1, 2]
