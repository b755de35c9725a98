"""The dining hall: nobody sits alone; who would leave the other alone waits for him.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading


class Hall:
    def __init__(self):
        self.cond = threading.Condition()
        self.eating = self.ready = 0
        self.alone = False

    def dine(self):
        with self.cond:
            self.eating += 1
        with self.cond:
            self.eating -= 1
            self.ready += 1
            if self.eating == 1 and self.ready == 1:
                self.cond.wait_for(lambda: self.eating != 1)
            elif self.eating == 0:
                self.cond.notify_all()
            else:
                self.cond.notify_all()
            self.ready -= 1


def main():
    hall = Hall()
    students = [threading.Thread(target=hall.dine) for _ in range(3)]
    for s in students:
        s.start()
    for s in students:
        s.join()
    assert hall.eating == hall.ready == 0
