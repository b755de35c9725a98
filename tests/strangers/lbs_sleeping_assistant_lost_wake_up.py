"""The teaching assistant sleeps when no chair is taken; the look and the nap are two steps.

source: https://greenteapress.com/wp/semaphores/
verdict: deadlock
"""

import threading


class Office:
    def __init__(self, chairs):
        self.chairs, self.waiting = chairs, []
        self.lock = threading.Lock()
        self.bell = threading.Condition()
        self.helped = []

    def assist(self, students):
        while len(self.helped) < students:
            with self.lock:
                nobody = not self.waiting
            if nobody:
                with self.bell:
                    self.bell.wait()  # the bell may have rung already
            with self.lock:
                if self.waiting:
                    self.helped.append(self.waiting.pop(0))

    def ask(self, name):
        with self.lock:
            if len(self.waiting) == self.chairs:
                return False
            self.waiting.append(name)
        with self.bell:
            self.bell.notify()
        return True


def main():
    office = Office(chairs=2)
    assistant = threading.Thread(target=office.assist, args=(1,))
    assistant.start()
    assert office.ask("ada")
    assistant.join()
