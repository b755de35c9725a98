"""All take the left fork first.

source: https://leetcode.com/problems/the-dining-philosophers/
verdict: deadlock
"""

import threading


class Philosopher(threading.Thread):
    def __init__(self, left, right, name):
        threading.Thread.__init__(self, name=name)
        self.left = left
        self.right = right
        self.eaten = 0

    def run(self):
        for _ in range(2):
            self.left.acquire()
            self.right.acquire()
            self.eaten += 1
            print("%s is eating" % self.name)
            self.right.release()
            self.left.release()


def main():
    forks = [threading.Lock() for _ in range(3)]
    table = [Philosopher(forks[i], forks[(i + 1) % 3], f"philosopher {i}") for i in range(3)]
    for p in table:
        p.start()
    for p in table:
        p.join()
