"""The sleeping assistant with semaphores: the ring is kept until somebody listens.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading
from collections import deque


class Office:
    def __init__(self, chairs):
        self.chairs, self.waiting = chairs, deque()
        self.lock = threading.Lock()
        self.students = threading.Semaphore(0)
        self.helped, self.sent_away = [], []

    def assist(self, turns):
        for _ in range(turns):
            self.students.acquire()
            with self.lock:
                name, ready = self.waiting.popleft()
            self.helped.append(name)
            ready.release()

    def ask(self, name):
        ready = threading.Semaphore(0)
        with self.lock:
            if len(self.waiting) >= self.chairs:
                self.sent_away.append(name)
                self.students.release()
                self.waiting.append((f"nobody for {name}", ready))
                return
            self.waiting.append((name, ready))
        self.students.release()
        ready.acquire()
        assert name in self.helped


def main():
    office = Office(chairs=1)
    assistant = threading.Thread(target=office.assist, args=(2,))
    students = [threading.Thread(target=office.ask, args=(n,)) for n in ("ada", "bob")]
    for t in (assistant, *students):
        t.start()
    for t in (assistant, *students):
        t.join()
    assert len(office.helped) == 2
    assert len(office.sent_away) <= 1
