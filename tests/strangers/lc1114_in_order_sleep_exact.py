"""Where time passes only if nobody can do anything else, sleeping longer is coming later.

source: https://leetcode.com/problems/print-in-order/
verdict: proved
clock: exact
"""

import threading
import time

said = []


def say(word, delay):
    time.sleep(delay)
    said.append(word)


def main():
    ts = [threading.Thread(target=say, args=(w, d)) for w, d in (("c", 0.2), ("b", 0.1), ("a", 0))]
    [t.start() for t in ts]
    [t.join() for t in ts]
    assert said == ["a", "b", "c"], said
