"""Nodes of a doubly linked list are moved by two threads.

source: https://github.com/jlhutch/pylru/issues/18
verdict: exception or assertion
"""

from threading import Thread


class Node:
    def __init__(self, key):
        self.key = key
        self.prev = self.next = self


class Ring:
    def __init__(self, keys):
        self.head = Node(None)
        self.nodes = {}
        for key in keys:
            self.nodes[key] = node = Node(key)
            self._insert(node)

    def _insert(self, node):
        node.prev, node.next = self.head.prev, self.head
        node.prev.next = node
        node.next.prev = node

    def touch(self, key):
        node = self.nodes[key]
        node.prev.next = node.next
        node.next.prev = node.prev
        self._insert(node)

    def keys(self):
        found, node = [], self.head.next
        while node is not self.head and len(found) < 9:
            found.append(node.key)
            node = node.next
        return found


def main():
    ring = Ring("abc")
    ts = [Thread(target=ring.touch, args=(k,)) for k in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(ring.keys()) == ["a", "b", "c"], ring.keys()
