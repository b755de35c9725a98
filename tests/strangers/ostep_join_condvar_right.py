"""A parent waits for its child with a lock, a condition and a flag.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-cv.pdf
verdict: proved
"""

import threading


class Join:
    def __init__(self):
        self.m = threading.Lock()
        self.c = threading.Condition(self.m)
        self.done = 0

    def exit(self):
        self.m.acquire()
        self.done = 1
        self.c.notify()
        self.m.release()

    def join(self):
        self.m.acquire()
        while self.done == 0:
            self.c.wait()
        self.m.release()


def main():
    j = Join()
    t = threading.Thread(target=j.exit)
    t.start()
    j.join()
    t.join()
