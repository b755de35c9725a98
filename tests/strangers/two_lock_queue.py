"""Head and tail have a lock each, and a node of no value lies between them.

source: https://www.cs.rochester.edu/research/synchronization/pseudocode/queues.html
verdict: proved
"""

import threading

class Node:
    __slots__ = ("value", "next")

    def __init__(self, value=None):
        self.value, self.next = value, None

class TwoLockQueue:
    def __init__(self):
        self.head = self.tail = Node()
        self.head_lock, self.tail_lock = threading.Lock(), threading.Lock()

    def put(self, value):
        node = Node(value)
        with self.tail_lock:
            self.tail.next = node
            self.tail = node

    def get(self):
        with self.head_lock:
            first = self.head.next
            if first is None:
                return None
            self.head = first
            return first.value


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    queue, got = TwoLockQueue(), []
    together(lambda: queue.put(1), lambda: got.append(queue.get()), lambda: queue.put(2))
    while (value := queue.get()) is not None:
        got.append(value)
    assert sorted(value for value in got if value) == [1, 2]
