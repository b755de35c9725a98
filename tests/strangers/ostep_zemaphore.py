"""A semaphore of a lock and a condition: no more than two are in the room.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-sema.pdf
verdict: proved
"""

import threading

class Zemaphore:
    def __init__(self, value):
        self.value, self.cond = value, threading.Condition()

    def wait(self):
        with self.cond:
            while self.value <= 0:
                self.cond.wait()
            self.value -= 1

    def post(self):
        with self.cond:
            self.value += 1
            self.cond.notify()


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    room, lock, inside, most = Zemaphore(2), threading.Lock(), 0, 0

    def visit():
        nonlocal inside, most
        room.wait()
        with lock:
            inside += 1
            most = max(most, inside)
        with lock:
            inside -= 1
        room.post()

    together(visit, visit, visit)
    assert most in (1, 2) and inside == 0
