"""With a plain lock a locked method that calls another locked one waits for itself.

source: https://stackoverflow.com/questions/16567958/when-and-how-to-use-pythons-rlock
verdict: deadlock
"""

import threading


class Stack:
    def __init__(self):
        self.items = []
        self.lock = threading.Lock()

    def __len__(self):
        with self.lock:
            return len(self.items)

    def push(self, x):
        with self.lock:
            self.items.append(x)
            print(f"{len(self)} items")


def main():
    s = Stack()
    t = threading.Thread(target=s.push, args=(1,))
    t.start()
    t.join()
