"""A queue of waiting threads, each with a semaphore of its own.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading


class Fifo:
    def __init__(self):
        self.q, self.m = [], threading.Lock()

    def wait(self):
        mine = threading.Semaphore(0)
        with self.m:
            self.q.append(mine)
        mine.acquire()

    def signal(self):
        with self.m:
            if self.q:
                self.q.pop(0).release()
                return True
        return False


def main():
    f, done = Fifo(), []

    def work(i):
        f.wait()
        done.append(i)

    ts = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for t in ts:
        t.start()
    woken = 0
    while woken < 2:
        woken += f.signal()
    for t in ts:
        t.join()
    assert sorted(done) == [0, 1]
