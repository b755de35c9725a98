"""A Treiber stack that takes its nodes from a free list: the old top has come back (ABA).

source: https://en.wikipedia.org/wiki/ABA_problem
verdict: assertion
"""

import threading


class Node:
    def __init__(self, value):
        self.value, self.next = value, None


class Stack:
    def __init__(self, *nodes):
        self.lock, self.top = threading.Lock(), None
        for node in nodes:
            self.push(node)

    def swap(self, old, new):
        with self.lock:
            if self.top is not old:
                return False
            self.top = new
            return True

    def push(self, node):
        while True:
            node.next = top = self.top
            if self.swap(top, node):
                return

    def pop(self):
        while True:
            top = self.top
            if top is None:
                return None
            after = top.next
            if self.swap(top, after):
                return top


def main():
    a, b = Node("a"), Node("b")
    stack = Stack(b, a)
    taken = []

    def one():
        taken.append(stack.pop())

    def other():
        first = stack.pop()
        taken.append(stack.pop())
        stack.push(first)

    threads = [threading.Thread(target=one), threading.Thread(target=other)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    taken = [node for node in taken if node is not None]
    while (node := stack.pop()) is not None:
        taken.append(node)
    assert sorted(node.value for node in taken) == ["a", "b"]
