"""The place is found without locks, locked, and not looked at again.

source: https://cs.brown.edu/~mph/HerlihyM/
verdict: assertion
"""

import threading

class Node:
    def __init__(self, key, after=None):
        self.key, self.after, self.lock = key, after, threading.Lock()

class SortedList:
    def __init__(self):
        self.head = Node(0, Node(9))

    def add(self, key):
        before = self.head
        while before.after.key < key:
            before = before.after
        with before.lock, before.after.lock:
            before.after = Node(key, before.after)

    def keys(self):
        node = self.head.after
        while node.after:
            yield node.key
            node = node.after


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    numbers = SortedList()
    together(lambda: numbers.add(3), lambda: numbers.add(2))
    assert [*numbers.keys()] == [2, 3]
