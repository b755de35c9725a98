"""In a sorted list each node has a lock, and one is taken before the last is given back.

source: https://cs.brown.edu/~mph/HerlihyM/
verdict: proved
"""

import threading

class Node:
    def __init__(self, key, after=None):
        self.key, self.after, self.lock = key, after, threading.Lock()

class SortedList:
    def __init__(self):
        self.head = Node(float("-inf"), Node(float("inf")))

    def _find(self, key):
        before = self.head
        before.lock.acquire()
        node = before.after
        node.lock.acquire()
        while node.key < key:
            before.lock.release()
            before, node = node, node.after
            node.lock.acquire()
        return before, node

    def add(self, key):
        before, node = self._find(key)
        try:
            if node.key != key:
                before.after = Node(key, node)
        finally:
            node.lock.release()
            before.lock.release()

    def remove(self, key):
        before, node = self._find(key)
        try:
            if node.key == key:
                before.after = node.after
        finally:
            node.lock.release()
            before.lock.release()

    def __iter__(self):
        node = self.head.after
        while node.after:
            yield node.key
            node = node.after


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    numbers = SortedList()
    numbers.add(2)
    together(lambda: numbers.add(3), lambda: numbers.remove(2), lambda: numbers.add(1))
    assert [*numbers] == [1, 3]
