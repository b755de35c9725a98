"""A phaser whose last party leaves without looking whether the phase has ended by that.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/Phaser.html
verdict: deadlock
"""

import threading


class Phaser:
    def __init__(self, parties):
        self.parties, self.arrived, self.phase = parties, 0, 0
        self.cond = threading.Condition()

    def arrive_and_await(self):
        with self.cond:
            phase = self.phase
            self.arrived += 1
            if self.arrived == self.parties:
                self.phase, self.arrived = phase + 1, 0
                self.cond.notify_all()
            while self.phase == phase:
                self.cond.wait()

    def leave(self):
        with self.cond:
            self.parties -= 1


def main():
    phaser = Phaser(2)
    stays = threading.Thread(target=phaser.arrive_and_await)
    goes = threading.Thread(target=phaser.leave)
    stays.start()
    goes.start()
    stays.join()
    goes.join()
