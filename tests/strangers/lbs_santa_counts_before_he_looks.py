"""Santa Claus: who wakes him is not said, and he looks at the reindeer before the elves.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading


class Pole:
    def __init__(self, deer, elves):
        self.deer, self.group = deer, elves
        self.mutex = threading.Lock()
        self.santa = threading.Semaphore(0)
        self.sleigh = threading.Semaphore(0)
        self.helped = threading.Semaphore(0)
        self.elf_door = threading.Lock()
        self.home = self.asking = 0
        self.log = []

    def run_santa(self, times):
        for _ in range(times):
            self.santa.acquire()
            with self.mutex:
                if self.home == self.deer:
                    self.home = 0
                    self.log.append("sleigh")
                    self.sleigh.release(self.deer)
                else:
                    assert self.asking == self.group
                    self.log.append("help")
                    self.helped.release(self.group)

    def run_deer(self):
        with self.mutex:
            self.home += 1
            if self.home == self.deer:
                self.santa.release()
        self.sleigh.acquire()

    def run_elf(self):
        self.elf_door.acquire()
        with self.mutex:
            self.asking += 1
            if self.asking == self.group:
                self.santa.release()
            else:
                self.elf_door.release()
        self.helped.acquire()
        with self.mutex:
            self.asking -= 1
            if self.asking == 0:
                self.elf_door.release()


def main():
    pole = Pole(deer=1, elves=1)
    people = [
        threading.Thread(target=pole.run_santa, args=(2,)),
        threading.Thread(target=pole.run_deer),
        threading.Thread(target=pole.run_elf),
    ]
    for p in people:
        p.start()
    for p in people:
        p.join()
    assert sorted(pole.log) == ["help", "sleigh"]
