"""Who is not meant waits in a loop; each step wakes all.

source: https://leetcode.com/problems/fizz-buzz-multithreaded/
verdict: proved
"""

from threading import Condition, Thread


class FizzBuzz:
    def __init__(self, n):
        self.n = n
        self.i = 1
        self.cv = Condition()
        self.out = []

    def run(self, mine, word=None):
        while True:
            with self.cv:
                while self.i <= self.n and not mine(self.i):
                    self.cv.wait()
                if self.i > self.n:
                    return
                self.out.append(word or self.i)
                self.i += 1
                self.cv.notify_all()


def main():
    game = FizzBuzz(6)
    ts = [
        Thread(target=game.run, args=(lambda i: i % 3 == 0, "fizz")),
        Thread(target=game.run, args=(lambda i: i % 5 == 0, "buzz")),
        Thread(target=game.run, args=(lambda i: i % 3 and i % 5,)),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert game.out == [1, 2, "fizz", 4, "buzz", "fizz"]
