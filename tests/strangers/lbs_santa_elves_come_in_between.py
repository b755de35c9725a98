"""Santa Claus: an elf who comes while three are being helped is counted with them.

source: https://greenteapress.com/wp/semaphores/
verdict: deadlock
"""

import threading


class Pole:
    def __init__(self, elves):
        self.group, self.asking = elves, 0
        self.mutex = threading.Lock()
        self.santa = threading.Semaphore(0)
        self.helped = threading.Semaphore(0)

    def run_santa(self, times):
        for _ in range(times):
            self.santa.acquire()
            self.helped.release(self.group)

    def run_elf(self):
        with self.mutex:
            self.asking += 1
            if self.asking == self.group:
                self.santa.release()
        self.helped.acquire()
        with self.mutex:
            self.asking -= 1


def main():
    pole = Pole(elves=2)
    elves = [threading.Thread(target=pole.run_elf) for _ in range(4)]
    santa = threading.Thread(target=pole.run_santa, args=(2,))
    for t in (*elves, santa):
        t.start()
    for t in (*elves, santa):
        t.join()
