"""A lock excludes, but it does not say whose turn it is.

source: https://leetcode.com/problems/print-foobar-alternately/
verdict: assertion
"""

import threading


class Alternating:
    def __init__(self, n):
        self.n = n
        self.lock = threading.Lock()

    def say(self, word, out):
        for _ in range(self.n):
            with self.lock:
                out.append(word)


def main():
    out = []
    both = Alternating(2)
    ts = [threading.Thread(target=both.say, args=(w, out)) for w in ("foo", "bar")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert "".join(out) == "foobarfoobar"
