"""The top of the stack is what it was, but what lies under it is not.

source: https://en.wikipedia.org/wiki/ABA_problem
verdict: assertion
"""

import threading

class Node:
    def __init__(self, name, below):
        self.name, self.below = name, below

class Stack:
    def __init__(self):
        self.lock = threading.Lock()
        self.b = Node("b", None)
        self.a = Node("a", self.b)
        self.top = self.a

    def swap(self, old, new):
        with self.lock:
            if self.top is old:
                self.top = new
                return True
            return False

    def pop(self):
        while (top := self.top) is not None:
            if self.swap(top, top.below):
                return top

    def push(self, node):
        while True:
            node.below = self.top
            if self.swap(node.below, node):
                return


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    stack, popped = Stack(), []

    def swapped():
        a = stack.pop()
        popped.append(stack.pop())
        if a:
            stack.push(a)

    together(lambda: popped.append(stack.pop()), swapped)
    left = []
    while stack.top:
        left.append(stack.pop())
    nodes = [node for node in popped + left if node]
    assert len(nodes) == len(set(nodes))
