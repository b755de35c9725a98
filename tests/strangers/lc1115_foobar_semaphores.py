"""Each releases the other's semaphore.

source: https://leetcode.com/problems/print-foobar-alternately/
verdict: proved
"""

import threading


class Alternating:
    def __init__(self, n):
        self.n = n
        self.left = threading.Semaphore(1)
        self.right = threading.Semaphore(0)

    def foo(self, say):
        for _ in range(self.n):
            self.left.acquire()
            say("foo")
            self.right.release()

    def bar(self, say):
        for _ in range(self.n):
            self.right.acquire()
            say("bar")
            self.left.release()


def main():
    out = []
    both = Alternating(4)
    a = threading.Thread(target=both.foo, args=(out.append,))
    b = threading.Thread(target=both.bar, args=(out.append,))
    b.start()
    a.start()
    a.join()
    b.join()
    assert "".join(out) == "foobar" * 4
