"""A phaser: parties register and leave, and a phase ends when all who are there have arrived.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/Phaser.html
verdict: proved
"""

import threading


class Phaser:
    def __init__(self, parties=0):
        self.parties, self.arrived, self.phase = parties, 0, 0
        self.cond = threading.Condition()

    def register(self):
        with self.cond:
            self.parties += 1

    def _advance(self):
        if self.arrived == self.parties:
            self.phase, self.arrived = self.phase + 1, 0
            self.cond.notify_all()

    def arrive_and_await(self):
        with self.cond:
            phase = self.phase
            self.arrived += 1
            self._advance()
            self.cond.wait_for(lambda: self.phase != phase)
            return phase

    def arrive_and_leave(self):
        with self.cond:
            self.parties -= 1
            self._advance()


def main():
    phaser, log = Phaser(2), []

    def long():
        for _ in range(2):
            log.append(phaser.arrive_and_await())

    def short():
        log.append(phaser.arrive_and_await())
        phaser.arrive_and_leave()

    threads = [threading.Thread(target=t) for t in (long, short)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(log) == [0, 0, 1]
