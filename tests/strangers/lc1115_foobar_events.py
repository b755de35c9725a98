"""Each event has one that waits and one that sets; the waiter clears it.

source: https://leetcode.com/problems/print-foobar-alternately/
verdict: proved
"""

from threading import Event, Thread


def main():
    out = []
    foo_may, bar_may = Event(), Event()
    foo_may.set()

    def turns(word, mine, other):
        for _ in range(3):
            mine.wait()
            mine.clear()
            out.append(word)
            other.set()

    ts = [
        Thread(target=turns, args=("foo", foo_may, bar_may)),
        Thread(target=turns, args=("bar", bar_may, foo_may)),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert out == ["foo", "bar"] * 3
